"""Devices that tick, untick, note and exchange their notebooks, with an account of who knew what when they wrote.

The account (which change was made knowing which others) is kept beside the documents and looks at no stamp: it says
what a merge must give, whatever the clocks.
"""

import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from notebook import merge, validate
from notebook.nodes import newest

HOUR = 3_600_000
START = 1_763_800_000_000
EMPTY = validate({"format": "carnet", "version": 2})


def next_stamp(document: dict, now: int) -> int:
    """As the browser does: the clock (milliseconds), yet never behind what the document has seen."""
    return max(now, newest(document) + 1)


@dataclass(frozen=True)
class Change:
    place: tuple[str, ...]
    value: Any
    knew: frozenset["Change"]
    number: int

    def __hash__(self) -> int:
        return self.number


@dataclass
class Device:
    skew: int
    pen: str
    document: dict = field(default_factory=lambda: EMPTY)
    known: frozenset[Change] = frozenset()


class World:
    def __init__(self, seed: int, *, spread: int = 0) -> None:
        self.random = random.Random(seed)
        self.devices = [Device(skew, f"pen{number}") for number, skew in enumerate((-spread, 0, spread))]
        self.clock = START
        self.count = 0
        self.merges: list[tuple[dict, dict, dict]] = []

    def live(self, moves: int) -> None:
        for _ in range(moves):
            self.clock += self.random.randrange(0, 60_000)
            self.random.choice((self.tick, self.tick, self.write, self.receive, self.receive))()

    def tick(self) -> None:
        device = self.random.choice(self.devices)
        task = self.random.choice(("t1", "t2", "t3"))
        value = self.random.random() < 0.5
        stamp = self.change(device, ("taches", f":{task}"), value)
        self.join(device, {"taches": {f":{task}": [value, stamp]}})

    def write(self) -> None:
        device = self.random.choice(self.devices)
        text = self.random.choice(("", f"texte {self.count}"))
        note = device.document["scenarios"].get(":K8WDE", {}).get("etapes", {}).get(":e1", {}).get("note")
        seen = dict(note[2]["vus"]) if note else {}
        stamp = self.change(device, ("note",), text)
        self.join(device, {"note": [text, stamp, {"plume": device.pen, "vus": {**seen, device.pen: stamp}}]})

    def receive(self) -> None:
        device, other = self.random.sample(self.devices, 2)
        device.document = self.merged(device.document, other.document)
        device.known |= other.known

    def change(self, device: Device, place: tuple[str, ...], value: Any) -> int:
        self.count += 1
        knew = frozenset(change for change in device.known if change.place == place)
        device.known |= {Change(place, value, knew, self.count)}
        return next_stamp(device.document, self.clock + device.skew)

    def join(self, device: Device, step: dict) -> None:
        written = validate({**EMPTY, "scenarios": {":K8WDE": {"titre": "Réunir", "etapes": {":e1": step}}}})
        device.document = merge(device.document, written)

    def merged(self, left: dict, right: dict) -> dict:
        result = merge(left, right)
        self.merges.append((left, right, result))
        return result

    def gather(self) -> dict:
        """Everybody meets: the step that all of them end with."""
        gathered = EMPTY
        for device in self.devices:
            gathered = self.merged(gathered, device.document)
        return gathered["scenarios"].get(":K8WDE", {}).get("etapes", {}).get(":e1", {})

    def last_values(self, place: tuple[str, ...]) -> set[Any]:
        """The values at `place` that nobody replaced knowingly."""
        changes = {change for device in self.devices for change in device.known if change.place == place}
        replaced = {old for change in changes for old in change.knew}
        return {change.value for change in changes - replaced}


@cache
def histories(spread: int) -> list[tuple[World, dict]]:
    """900 lives of three devices, `spread` milliseconds apart on each side, and the step each life ends with."""
    worlds = [World(seed, spread=spread) for seed in range(900)]
    for world in worlds:
        world.live(24)
    return [(world, world.gather()) for world in worlds]
