"""Publications and versions as the studio's pages are shown them."""

from __future__ import annotations

from desk.http.content_views import ContentViews
from desk.http.schemas.publishing import (
    AnswerChangedOut,
    ChangeCountsOut,
    FailureOut,
    FigureComparedOut,
    PublicationOut,
    ReadAsOut,
    ReportOut,
    VersionChangesOut,
    VersionOut,
)
from desk.laboratory.answers import AnswerChange, Comparison, ReadAs
from desk.studio.records import Json, Publication, Version

KINDS = ("newly_answered", "answered_differently", "no_longer_answered")


def publication_out(publication: Publication, views: ContentViews) -> PublicationOut:
    """A publication, in the editor's language."""
    step = f"publication-step-{publication.step.replace('_', '-')}"
    return PublicationOut(
        id=publication.id,
        state=publication.state.value,
        progress=publication.progress,
        step=_say(views, step, "publication-step-waiting"),
        author=publication.author.name,
        note=publication.note,
        started_at=publication.started_at,
        changed_at=publication.changed_at,
        error=_error(publication, views),
        report=report_out(publication.report, views) if publication.report else None,
        version=publication.version,
        restores=publication.restores,
        going=publication.wanted == "go",
    )


def report_out(report: Json, views: ContentViews) -> ReportOut:
    """What the laboratory compared, in words."""
    found = Comparison.model_validate(report)
    counted = {kind: sum(change.kind == kind for change in found.changes) for kind in KINDS}
    return ReportOut(
        gate=found.gate,
        reasons=[_reason(reason, views) for reason in found.reasons],
        figures=[
            FigureComparedOut(
                set=figure.set,
                key=figure.key,
                label=_say(views, f"content-figure-{figure.key.replace('_', '-')}", "content-figure-other"),
                before=figure.before,
                after=figure.after,
            )
            for figure in found.figures
        ],
        counts=ChangeCountsOut(**counted),
        changes=[_change(change, views) for change in found.changes],
    )


def version_out(version: Version, views: ContentViews) -> VersionOut:
    """A version."""
    added = sum(one.get("before") is None for one in version.difference)
    removed = sum(one.get("after") is None for one in version.difference)
    changed = len(version.difference) - added - removed
    reason = f"version-reason-{version.reason.replace('_', '-')}" if version.reason else ""
    return VersionOut(
        id=version.id,
        number=version.number,
        author=version.author.name or views.words.say("version-author-nobody", views.language),
        note=version.note or (version.author.id and "") or "",
        at=version.at,
        state=version.state.value,
        score=version.score,
        changes=VersionChangesOut(added=added, changed=changed, removed=removed),
        reason=_say(views, reason, "version-reason-other") if reason else None,
        commit=version.commit,
    )


def _change(change: AnswerChange, views: ContentViews) -> AnswerChangedOut:
    right = None if change.expected is None else change.after.intent == change.expected
    expected = ReadAs(intent=change.expected, decision="answer") if change.expected else None
    return AnswerChangedOut(
        text=change.text,
        set=change.set,
        kind=change.kind,
        before=_read_as(change.before, views),
        after=_read_as(change.after, views),
        expected=_read_as(expected, views) if expected else None,
        right=right,
    )


def _read_as(read: ReadAs, views: ContentViews) -> ReadAsOut:
    return ReadAsOut(intent=read.intent, title=views.title(read.intent), decision=read.decision)


def _reason(reason: Json, views: ContentViews) -> str:
    key = f"content-reason-{str(reason.get('code', '')).replace('_', '-')}"
    values = {name: _value(value) for name, value in reason.items() if name not in {"code", "set", "key"}}
    if not views.words.has(key):
        return views.words.say("content-reason-other", views.language)
    return views.words.say(key, views.language, **values)


def _value(value: object) -> str | int:
    if isinstance(value, float):
        return f"{value:.1%}" if 0 <= value <= 1 else f"{value:g}"
    return value if isinstance(value, str | int) else str(value)


def _error(publication: Publication, views: ContentViews) -> FailureOut | None:
    if publication.error is None:
        return None
    key = f"publication-error-{publication.error.replace('_', '-')}"
    return FailureOut(code=publication.error, message=_say(views, key, "publication-error-failed"))


def _say(views: ContentViews, key: str, otherwise: str) -> str:
    return views.words.say(key if views.words.has(key) else otherwise, views.language)
