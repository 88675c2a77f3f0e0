"""EcoIndex, after the reference of the Collectif conception numérique responsable (quantiles and weights)."""

ELEMENTS = [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601]
REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920]
KILOBYTES = [
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06,
    2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
]  # fmt: skip
GRADE_A, GRADE_B = 80, 70


def ecoindex(elements: float, requests: float, kilobytes: float) -> float:
    """From 0 to 100, higher is lighter; A is above 80, B above 70."""
    ranks = 3 * _rank(ELEMENTS, elements) + 2 * _rank(REQUESTS, requests) + _rank(KILOBYTES, kilobytes)
    return 100 - 5 * ranks / 6


def _rank(quantiles: list[float], value: float) -> float:
    for rank in range(1, len(quantiles)):
        if value < quantiles[rank]:
            return rank - 1 + (value - quantiles[rank - 1]) / (quantiles[rank] - quantiles[rank - 1])
    return len(quantiles) - 1
