"""Colours as readers with dichromacy see them, and how far apart two of them are.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1. Distance: CIEDE2000.
"""

from __future__ import annotations

import math

Colour = tuple[float, float, float]
VISION: dict[str, tuple[Colour, Colour, Colour]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Colour:
    """«#0f6270» as light."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def _times(matrix: tuple[Colour, Colour, Colour], by: Colour) -> Colour:
    one, two, three = (sum(a * b for a, b in zip(row, by, strict=True)) for row in matrix)
    return one, two, three


def seen(colour: str, vision: str) -> Colour:
    """The Lab of a colour as someone with this vision sees it."""
    light = _times(VISION[vision], linear(colour))
    xyz = _times(_XYZ, tuple(min(max(part, 0.0), 1.0) for part in light))  # type: ignore[arg-type]
    x, y, z = (
        cube ** (1 / 3) if cube > 216 / 24389 else (24389 / 27 * cube + 16) / 116
        for cube in (part / white for part, white in zip(xyz, _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    low, high = sorted(
        sum(w * c for w, c in zip(_XYZ[1], linear(x), strict=True)) for x in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def apart(one: str, other: str, vision: str = "full") -> float:
    """CIEDE2000 between two colours."""
    (l1, a1, b1), (l2, a2, b2) = seen(one, vision), seen(other, vision)
    middle = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - math.sqrt(middle**7 / (middle**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = h2 - h1
    if not c1 * c2:
        turn = 0.0
    elif abs(turn) > 180:
        turn -= math.copysign(360, turn)
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + 360) / 2
    if not c1 * c2:
        mean = h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    tint = 1 - 0.17 * _cos(mean - 30) + 0.24 * _cos(2 * mean) + 0.32 * _cos(3 * mean + 6)
    tint -= 0.20 * _cos(4 * mean - 63)
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * tint
    around = 30 * math.exp(-(((mean - 275) / 25) ** 2))
    turned = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(2 * around))
    parts = (l2 - l1) / sl, (c2 - c1) / sc, hue / sh
    return math.sqrt(sum(part**2 for part in parts) + turned * parts[1] * parts[2])


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
