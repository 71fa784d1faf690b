"""What no annotation covers yet: candidates for entries and notes, each with its reason and its places.

Nothing is decided here and nothing is written: the editor takes, changes or leaves what is proposed.
"""

from __future__ import annotations

from edition.suggest.candidates import Candidate, Place, find_candidates
from edition.suggest.proposal import print_candidates

__all__ = ["Candidate", "Place", "find_candidates", "print_candidates"]
