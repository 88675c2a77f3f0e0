"""
Packs: content as a folder of text files that travels between sites (docs/pack-format.md).

`files` reads and writes the folder, `kinds` is the registry by which each app says what it keeps there,
`fields` and `blocks` translate values, `importing` and `exporting` are the two operations, `jobs` does them for the
admin. An import is read and planned, then written: its three parts (`gathering`, `starting`, `settling`) are done in a
copy of the database (`rehearsing`), whose writes are the plan.
"""
