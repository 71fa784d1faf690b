"""Hypothesis draws the same examples in every run; `--hypothesis-profile explore` draws new ones, and more."""

from exports import whole
from hypothesis import HealthCheck, settings
from sites import (
    browser,
    mini_project,
    real_project,
    site_address,
    size,
    voices_address,
    voices_project,
    watched,
    zensical_project,
)

settings.register_profile("tests", deadline=None, derandomize=True, database=None)
settings.register_profile(
    "explore", deadline=None, database=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")

__all__ = [
    "browser", "mini_project", "real_project", "site_address", "size", "voices_address", "voices_project", "watched",
    "whole", "zensical_project",
]  # fmt: skip
