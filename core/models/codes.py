import uuid

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from core.codes import LENGTH, is_code, random_code


class CodeRegisterManager(models.Manager["RegisteredCode"]):
    def assign(self, kind: str, uid: uuid.UUID, wanted: str = "") -> str:
        """
        Registers a code for the content `uid` of a kind (`app.model`) and returns it.

        `wanted` is taken where it is well formed and free; otherwise a new one is drawn.
        The register is asked by inserting, so two processes never get the same code.
        """
        candidate = wanted if is_code(wanted) else random_code()
        while True:
            try:
                with transaction.atomic():
                    self.create(code=candidate, kind=kind, uid=uid)
            except IntegrityError:
                candidate = random_code()
            else:
                return candidate


class RegisteredCode(models.Model):
    """A code that was given once, kept after its content is gone so that it is never given again."""

    code = models.CharField(max_length=LENGTH, primary_key=True)
    kind = models.CharField(max_length=100)
    uid = models.UUIDField(db_index=True)
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = CodeRegisterManager()

    class Meta:
        verbose_name = _("registered code")
        verbose_name_plural = _("registered codes")

    def __str__(self) -> str:
        return self.code


class Coded(models.Model):
    """Content that has an identity between sites (`uid`) and a permanent code on this site."""

    uid = models.UUIDField(unique=True, editable=False, null=True)
    # Several are missing before the first save; what is read from the database always has one.
    code: "models.CharField[str | None, str]" = models.CharField(  # type: ignore[misc] # noqa: DJ001
        _("code"), max_length=LENGTH, unique=True, editable=False, null=True
    )

    class Meta:
        abstract = True

    def ensure_identity(self) -> None:
        """Gives the `uid` and the code that are still missing. Called before each first save."""
        if self.uid is None:
            self.uid = uuid.uuid4()
        registered = RegisteredCode.objects.filter(code=self.code, uid=self.uid).exists() if self.code else False
        if not registered:
            self.code = RegisteredCode.objects.assign(self._meta.label_lower, self.uid, wanted=self.code or "")
