"""Approving the rules in force."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ApprovalForm(forms.Form):
    """What the leader wants to say about the approval, and of which rules it is."""

    rules = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example who has looked at the texts, and what was decided."),
    )
