"""The rules of the form: evaluated on facts, reported as findings, and used to give back damaged figures."""

from converter.rules.evaluation import Coverage, Evaluation, Outcome, Verdict, evaluate
from converter.rules.recovery import recover
from converter.rules.report import findings_of

__all__ = ["Coverage", "Evaluation", "Outcome", "Verdict", "evaluate", "findings_of", "recover"]
