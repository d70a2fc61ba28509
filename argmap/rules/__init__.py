"""Every rule, in the order of the pages. A new one is a file here and a line below."""

from argmap.rules import (
    ambiguous_quote,
    claim_exceeds_quote,
    duplicate_step,
    elision_hides_critical,
    empty_claim,
    misquote,
    misquote_critical,
    missing_thesis,
    number_mismatch,
    orphan_claim,
    overlapping_quotes,
    quote_not_found,
    self_rebuttal,
    self_support,
    shortcut_step,
    source_not_text,
    source_unavailable,
    uncovered_paragraph,
    unknown_rule,
    unreachable_claim,
    unused_ignore,
    unused_import,
    unused_source,
)
from argmap.rules.reported import REPORTED
from argmap.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *REPORTED,
    # Structure
    missing_thesis.RULE,
    orphan_claim.RULE,
    unreachable_claim.RULE,
    duplicate_step.RULE,
    self_support.RULE,
    self_rebuttal.RULE,
    empty_claim.RULE,
    shortcut_step.RULE,
    unused_source.RULE,
    unused_import.RULE,
    # Quotations
    quote_not_found.RULE,
    misquote.RULE,
    misquote_critical.RULE,
    elision_hides_critical.RULE,
    ambiguous_quote.RULE,
    overlapping_quotes.RULE,
    number_mismatch.RULE,
    claim_exceeds_quote.RULE,
    uncovered_paragraph.RULE,
    source_unavailable.RULE,
    source_not_text.RULE,
    # Comments
    unused_ignore.RULE,
    unknown_rule.RULE,
)
