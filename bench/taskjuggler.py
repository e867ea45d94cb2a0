"""A project for TaskJuggler of the size of a plan: chains of preparation with effort, people, limits, dependencies."""

from __future__ import annotations

from datetime import date, timedelta

_CHAIN = 8
"""Tasks in a row before each event."""


def project(tasks: int, people: tuple[str, ...], months: int) -> str:
    """Return a project of so many tasks, spread over the months; nothing is reported.

    Every person works on two hours of it a day at most, as ours have part of their week for the community.
    """
    start, days = date(2026, 1, 1), months * 30
    parts = [
        f'project bench "Bench" {start} +{months}m {{\n}}\n',
        *(f'resource {name} "{name.title()}" {{ limits {{ dailymax 2h }} }}\n' for name in people),
    ]
    chains = tasks // _CHAIN
    for chain in range(chains + (1 if tasks % _CHAIN else 0)):
        length = min(_CHAIN, tasks - chain * _CHAIN)
        begins = start + timedelta(days=chain * (days - 60) // max(1, chains))
        parts.append(f'task event{chain} "Event {chain}" {{\n  start {begins}\n')
        for step in range(length):
            depends = f"depends !step{step - 1} " if step else ""
            hours = 1 + (chain + step) % 3
            who = people[(chain + step) % len(people)]
            parts.append(f'  task step{step} "Step {step}" {{ {depends}effort {hours}h allocate {who} }}\n')
        parts.append("}\n")
    return "".join(parts)
