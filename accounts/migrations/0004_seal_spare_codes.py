from django.db import migrations

from accounts.sealing import MARK, seal, unseal


def change(apps, one):
    """The seed of the codes, or the codes themselves where an older release wrote them."""
    model = apps.get_model("mfa", "Authenticator")
    for codes in model.objects.filter(type="recovery_codes"):
        if "seed" in codes.data:
            codes.data["seed"] = one(codes.data["seed"])
        if codes.data.get("migrated_codes"):
            codes.data["migrated_codes"] = [one(code) for code in codes.data["migrated_codes"]]
        codes.save(update_fields=["data"])


def seal_all(apps, schema_editor):
    change(apps, lambda text: text if text.startswith(MARK) else seal(text))


def unseal_all(apps, schema_editor):
    change(apps, unseal)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_names_that_look_alike"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(seal_all, unseal_all)]
