"""What an import has to say: each thing by file and line, all of them in one pass."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """`line` counts from 1; 0 means the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} : {self.message}"


class PackError(Exception):
    """The pack was refused and nothing was changed. `problems` says everything that is wrong."""

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Report:
    """What an import did, or would do: paths of files by what happened to them."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Edited on this site since the last import, and left as they are."""
    conflicts: list[str] = field(default_factory=list)
    """Edited here and changed in the pack: nothing is done before somebody decides."""
    new_codes: list[str] = field(default_factory=list)
    """Contents that got another code because theirs was taken here."""

    def is_as(self, shown: "Report", decision: str) -> bool:
        """Whether this is what was shown, once `decision` has settled what was shown as conflicts."""
        updated, kept = [*shown.updated], [*shown.kept]
        if decision:
            (updated if decision == "theirs" else kept).extend(shown.conflicts)
        pairs = [(self.created, shown.created), (self.updated, updated), (self.kept, kept)]
        conflicts = [] if decision else shown.conflicts
        return all(set(here) == set(there) for here, there in [*pairs, (self.conflicts, conflicts)])


class PlanChangedError(Exception):
    """What would be done is not what somebody was shown and said yes to. `report` is the new plan; nothing was done."""

    def __init__(self, report: Report):
        self.report = report
        super().__init__("the plan changed")
