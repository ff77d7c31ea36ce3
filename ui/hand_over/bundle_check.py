"""Checking a bundle: who signed it and what it holds, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.hand_over_views import BundleView, CopyView
from ui.dates import moment_text
from ui.hand_over.file_drop import FileDrop, bundle_kinds
from ui.hand_over.result_card import grouped
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, heading, label, row


class BundleCheck(QFrame):
    """A bundle to drop, a key card or trust list besides, and the verdict in place.

    Signals:
        check_wanted: bundle file and trust file or None (tuple).
    """

    check_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.trust: Path | None = None
        self.drop = FileDrop(theme, _("Drop a bundle here (.dsb or .dsb.zip)"), bundle_kinds())
        self.drop.chosen.connect(self._ask)
        self._trusted = label(_("Cards this office has accepted count."), "muted", wraps=True)
        self.trust_button = button(_("Key card of another office …"), self.choose_trust, "link")
        self.verdict = MessageBar(theme)
        self.facts = label("", wraps=True)
        self.facts.hide()
        trust = row(theme, self.trust_button)
        trust.addWidget(self._trusted, 1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Check a bundle")))
        lines.addWidget(self.drop)
        lines.addLayout(trust)
        lines.addWidget(self.verdict)
        lines.addWidget(self.facts)

    def show_bundle(self, view: BundleView) -> None:
        """Say who signed it and what it holds."""
        words = _("Genuine and whole. Signed by {name}, key {fingerprint}.")
        name = view.sender_name or view.signer
        self.verdict.show_message("done", words.format(name=name, fingerprint=view.fingerprint))
        self.facts.setText("\n".join(bundle_facts(view)))
        self.facts.show()

    def show_failure(self, error: AppError) -> None:
        """Say what is wrong with it."""
        self.facts.hide()
        self.verdict.show_error(error)

    @Slot()
    def choose_trust(self) -> None:
        """Ask for a key card or trust list."""
        file, _kind = QFileDialog.getOpenFileName(
            self,
            _("Key card or trust list"),
            str(documents_folder()),
            _("Key cards and trust lists (*.txt *.allowed_signers *);;All files (*)"),
        )
        if file:
            self.trust = Path(file)
            self._trusted.setText(_("Besides, {file} counts.").format(file=self.trust.name))

    @Slot(object)
    def _ask(self, bundle: Path) -> None:
        self.verdict.clear()
        self.facts.hide()
        self.check_wanted.emit((bundle, self.trust))


TABLE_WORDS = {
    "entries": N_("entries"),
    "answers": N_("answers"),
    "community_forms": N_("community answers"),
    "corrections": N_("corrections"),
    "explanations": N_("explanations"),
    "missing": N_("people without an entry"),
    "provenance": N_("files taken in"),
    "spot_checks": N_("drawn people"),
    "spot_check_results": N_("audit sheets that were entered"),
    "spot_check_answers": N_("answers to audit sheets"),
    "withdrawn": N_("withdrawn entries"),
    "accepted": N_("accepted entries"),
    "sent_back": N_("entries sent back"),
    "settings": N_("settings"),
    "communities": N_("communities"),
    "roster": N_("people on the roster"),
    "rules_off": N_("rules switched off"),
    "towns": N_("towns"),
    "sign_offs": N_("signed-off parts"),
    "checks": N_("spot-checked entries"),
    "open_points": N_("open points with reasons"),
}


def _table_lines(tables: Mapping[str, int]) -> Iterator[str]:
    for name, rows in tables.items():
        if rows:
            yield f"{_(TABLE_WORDS.get(name, name))} {rows:,}"


def bundle_facts(view: BundleView) -> tuple[str, ...]:
    """Lines about a bundle: number, addressee, seal, counts, tables, digest."""
    sealed = _("sealed") if view.is_sealed else _("not sealed")
    number = _("No. {number} for {addressee}, year {year}, made {when}, {sealed}")
    return (
        number.format(
            number=view.sequence,
            addressee=view.addressee,
            year=view.year,
            when=moment_text(view.created_at),
            sealed=sealed,
        ),
        _("Holds: {list}").format(list=listed(_table_lines(view.tables))),
        _("Digest: {digest}").format(digest=grouped(view.digest)),
        *(_copy_line(one) for one in view.copies),
    )


def _copy_line(one: CopyView) -> str:
    if one.is_same:
        return _("{file} beside it is the same as in the bundle.").format(file=one.file)
    return _("{file} beside it is NOT what stands in the bundle.").format(file=one.file)
