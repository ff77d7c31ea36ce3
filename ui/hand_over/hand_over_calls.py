"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import OpenedReceipt
from dsurvey_desktop.usecases.hand_over_anew import HandOverAnew
from dsurvey_desktop.usecases.hand_over_views import (
    BundleView,
    ExportedBundle,
    HandOverCheck,
    KeyCardView,
)
from dsurvey_desktop.usecases.package_views import LaterPackage
from dsurvey_desktop.usecases.write_again import SentView, WrittenAgain
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Where a bundle goes and what with it.

    Attributes:
        folder: the stick or folder.
        communities: their codes; empty for everything that is approved.
        part_bytes: the largest part for email, in bytes; 0 for no parts.
    """

    folder: Path
    communities: frozenset[str] = frozenset()
    part_bytes: int = 0


@dataclass(frozen=True, slots=True)
class HandOverCalls:
    """What handing over asks of the core.

    Attributes:
        check: what the next bundle would hold and what stands in the way.
        export: an `ExportWish`; takes `progress=`.
        verify: bundle file and key card or trust list (None for the cards accepted before).
        own_card: this office's key card.
        write_card: writes the card into a folder, as text file and as PDF.
        read_card: a card to compare.
        trust_card: accepts a card that was compared.
        sent: bundles that went out; again: number, folder and addressee of one of them.
        anew: number and addressee of a lost bundle, whose entries go with the next one.
        open_receipt: the district's receipt and codes of questions that were answered.
        preview_package: what a later task package changes; the same arguments.
        take_package: its file, the fingerprint that was compared, those codes, the digest shown.
    """

    check: Callable[[], HandOverCheck]
    export: Callable[..., ExportedBundle]
    verify: Callable[[Path, Path | None], BundleView]
    own_card: Callable[[], KeyCardView]
    write_card: Callable[[Path], tuple[Path, Path]]
    read_card: Callable[[Path], KeyCardView]
    trust_card: Callable[[Path], KeyCardView]
    sent: Callable[[], tuple[SentView, ...]]
    again: Callable[[int, Path, str], WrittenAgain]
    anew: Callable[[int, str], HandOverAnew]
    open_receipt: Callable[[Path, frozenset[str]], OpenedReceipt]
    preview_package: Callable[[Path, frozenset[str]], LaterPackage]
    take_package: Callable[[Path, str, frozenset[str], str], LaterPackage]


def office_calls(desk: Desk) -> HandOverCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return HandOverCalls(
        check=partial(use_case("check_hand_over"), desk),
        export=partial(_export, desk),
        verify=partial(use_case("verify_bundle"), desk=desk),
        own_card=partial(use_case("manage_keys", "show_key_card"), desk),
        write_card=partial(use_case("manage_keys", "write_key_card"), desk),
        read_card=use_case("manage_keys", "read_key_card"),
        trust_card=partial(use_case("manage_keys", "trust_key_card"), desk),
        sent=partial(use_case("write_again", "list_sent"), desk),
        again=partial(use_case("write_again"), desk),
        anew=partial(use_case("hand_over_anew"), desk),
        open_receipt=partial(use_case("open_receipt"), desk),
        preview_package=partial(use_case("take_package", "preview_package"), desk),
        take_package=partial(use_case("take_package"), desk),
    )


def _export(desk: Desk, wish: ExportWish, *, progress: Progress) -> ExportedBundle:
    part = use_case("draft_bundle", "Part")(wish.communities)
    exported: ExportedBundle = use_case("export_bundle")(
        desk, wish.folder, part=part, part_bytes=wish.part_bytes, progress=progress
    )
    return exported
