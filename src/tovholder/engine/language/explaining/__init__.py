"""Says what an expectation means, in sentences that a lawyer would accept."""

from tovholder.engine.language.explaining.confidence import confidence_words
from tovholder.engine.language.explaining.numbers import amount_words
from tovholder.engine.language.explaining.paragraphs import Paragraph, explained

__all__ = ["Paragraph", "amount_words", "confidence_words", "explained"]
