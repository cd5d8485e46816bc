"""From what each model of extraction learns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from training.extraction import clause_examples, examples
from training.extraction.examples import Example, Read
from training.extraction.source_examples import claim_sources

EXAMPLES: dict[str, Callable[[Read], Iterator[Example]]] = {
    "meeting-member": examples.meeting_members,
    "agreement-party": examples.agreement_parties,
    "event-place": examples.event_places,
    "event-time": examples.event_times,
    "event-planned": examples.planned,
    "event-ongoing": examples.ongoing,
    "meeting-same": examples.meetings_same,
    "event-member": examples.event_members,
    "meeting-event": examples.meeting_events,
    "agreement-member": examples.agreement_members,
    "agreement-event": examples.agreement_events,
    "agreement-clause": clause_examples.agreement_clauses,
    "clause-obligor": clause_examples.obligors,
    "clause-beneficiary": clause_examples.beneficiaries,
    "claim-source": claim_sources,
}
