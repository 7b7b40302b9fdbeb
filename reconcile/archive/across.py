"""placeholder"""


def write(store: object) -> None:
    return None
