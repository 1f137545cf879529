"""Content negotiation: an Accept header and what can be offered come in, the offer to send goes out (RFC 9110)."""

from collections.abc import Sequence


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offered media type that the header prefers; the first offer where it does not care; None where none fits."""
    if not accept or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, best_quality = None, 0.0
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (p.strip() for p in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        if parameter.lower().startswith("q="):
            try:
                quality = min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name.lower(), quality


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that the offer falls in."""
    kind = offer.split("/")[0]
    for wanted in (offer, f"{kind}/*", "*/*"):
        for name, quality in ranges:
            if name == wanted:
                return quality
    return 0.0
