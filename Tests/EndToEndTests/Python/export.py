"""The files of an export, from the page Format and nothing else."""

import os


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def place(number, width=256):
    """The name of tile or bundle so many, as wide as it is."""
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03d}")
    return "/".join(groups) + ("" if width == 256 else f".p/{width}")


def entries(folder, size):
    """The bytes of each entry, in order; `ValueError` where a bundle holds less or more."""
    for number in range((size + 255) // 256):
        width = min(256, size - 256 * number)
        name = "tile/entries/" + place(number, width)
        data = read(folder, name)
        for _ in range(width):
            length = int.from_bytes(data[:2], "big")
            if not 2 < 2 + length <= len(data):
                raise ValueError(f"{name} is cut short")
            yield data[2 : 2 + length]
            data = data[2 + length :]
        if data:
            raise ValueError(f"{name} has more than its entries")
