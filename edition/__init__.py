"""Annotated interviews as static research websites.

Text and YAML go in, one frozen ``Edition`` stands in the middle, Markdown pages and data files come out.
"""

__version__ = "0.1.0"
