from collections.abc import Iterable
from html import unescape
from itertools import groupby
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.forms import SpentInput
from accounts.proof_of_work import is_solved
from forum.forms import TrapForm
from forum.screening import SECONDS
from text.markdown import render
from text.markdown_limits import MAX_LENGTH
from text.typography import normalise

from .correcting import Proposed
from .models import LONGEST_REPORT
from .passages import Passage, passages, place_of_text, with_passage
from .placing import check_text, text_at

SHOWN = 90


class AnonymousForm(TrapForm):
    """What anybody may send about a page: a trap, a proof of work, an address for the answer, the version seen."""

    email = forms.EmailField(
        label=_("Your mail address, if you want an answer (optional)"),
        required=False,
        help_text=_("It serves to answer you, then it is erased, after a year at the latest."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    altcha = forms.CharField(required=False, widget=SpentInput)

    def clean_altcha(self) -> str:
        payload = self.cleaned_data["altcha"]
        if payload and not is_solved(payload):
            raise ValidationError(_("The check against robots has expired. Send the form once more."))
        return payload

    @property
    def doubts(self) -> str:
        """Why a robot may have filled it: never refused, but read last."""
        hurried = self.seconds is None or self.seconds < SECONDS
        found = [(_now("hidden field filled"), self.trapped), (_now("written too fast"), hurried)]
        return ", ".join(reason for reason, applies in found if applies)


class ReportForm(AnonymousForm):
    """One sentence, and where it stands in the page. `seen` is the page as it was read."""

    text = forms.CharField(
        label=_("What is wrong, or missing? One sentence is enough."),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    passage = forms.ChoiceField(label=_("In which passage? (optional)"), required=False)

    field_order = ["text", "passage", "email", "website"]

    def __init__(self, *args: Any, seen: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {passage.key: passage for passage in passages(seen)}
        cast(forms.ChoiceField, self.fields["passage"]).choices = [
            ("", _("The whole page")),
            *by_part(self.known.values()),
        ]
        self.fields["passage"].error_messages["invalid_choice"] = _(
            "This passage is no longer in the page. Choose another one, or the whole page: your sentence is kept."
        )
        self.fields["version"].initial = seen.live_revision_id or ""

    def clean_text(self) -> str:
        text = normalise(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(_("Write what is wrong, or missing."))
        return text

    @property
    def chosen(self) -> Passage | None:
        return self.known.get(self.cleaned_data["passage"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"), required=False, max_length=LONGEST_REPORT, widget=forms.Textarea(attrs={"rows": 5})
    )


def by_part(found: Iterable[Passage]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The passages to choose from, each by its beginning, under the name of the field where they stand."""
    return [
        (part, [(passage.key, _beginning(passage)) for passage in group])
        for part, group in groupby(found, key=lambda passage: passage.part)
    ]


def _beginning(passage: Passage) -> str:
    words = unescape(strip_tags(render(passage.text))) if passage.is_markdown else passage.text
    return Truncator(" ".join(words.split())).chars(SHOWN) or passage.text[:SHOWN]


class CorrectionForm(AnonymousForm):
    """What one would write in the place of a passage. `seen` is the page as it was read."""

    after = forms.CharField(label=_("Your text"), max_length=MAX_LENGTH, strip=False)
    reason = forms.CharField(
        label=_("Why, in one line (optional)"),
        required=False,
        max_length=300,
        help_text=_("It will be read in the public history of the page."),
    )
    name = forms.CharField(
        label=_("Your name for the credits (optional)"),
        required=False,
        max_length=100,
        help_text=_("A pseudonym is welcome; leave it empty for no name. It may be withdrawn later."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    field_order = ["after", "reason", "name", "email", "website"]

    def __init__(self, *args: Any, seen: Page, passage: Passage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen, self.passage = seen, passage
        rows = min(20, max(3, len(passage.text) // 60 + passage.text.count("\n") + 2))
        self.fields["after"].widget = forms.Textarea(attrs={"rows": rows})
        self.fields["after"].initial = passage.text
        self.fields["version"].initial = seen.live_revision_id or ""
        if passage.is_markdown:
            self.fields["after"].help_text = _("Markdown works: **bold**, - list, > quotation, [text](address).")

    def clean_after(self) -> str:
        text = normalise(self.cleaned_data["after"]).strip()
        if not self.passage.is_markdown:
            text = " ".join(text.split())
        if not text:
            raise ValidationError(_("To have the whole passage removed, report it in a sentence."))
        if text == normalise(self.passage.text).strip():
            raise ValidationError(_("Nothing is changed yet."))
        place = place_of_text(self.passage.place)
        check_text(self.seen, place, with_passage(self.whole, self.passage.place, text))
        return text

    def clean_name(self) -> str:
        return " ".join(normalise(self.cleaned_data["name"]).split())

    def clean_reason(self) -> str:
        return " ".join(normalise(self.cleaned_data["reason"]).split())

    @property
    def whole(self) -> str:
        return text_at(self.seen, place_of_text(self.passage.place))

    def proposed(self) -> Proposed:
        data = self.cleaned_data
        return Proposed(
            self.passage, self.whole, data["after"], data["reason"], data["name"], data["email"], self.doubts
        )


class RefusalForm(forms.Form):
    answer = forms.CharField(
        label=_("Why it is not taken, and how it could be"),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ResolvingForm(forms.Form):
    resolved = forms.CharField(
        label=_("The whole text, as it will be published"),
        max_length=MAX_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
