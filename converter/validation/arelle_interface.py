"""Arelle, set to work offline on our taxonomy package: the one module that imports it.

Arelle's conventions stop here. What comes out is a :class:`Judgement`: messages, counts by rule, and whether
the instance is valid by our own policy. Arelle's exit status and log levels are not that policy: to it a
calculation inconsistency is no error, and a rule that could not be evaluated is silent.

Arelle costs a second to import, so this module is imported only where instances are judged.
"""

from __future__ import annotations

import gc
import logging
import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from arelle import Validate, Version
from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions

from converter import definition
from converter.authoring import write_package
from converter.definition import Rule
from converter.errors import ValidatorError
from converter.findings import Severity
from converter.validation.admission import admit

if TYPE_CHECKING:
    from converter.validation.warm import WarmModel

_ASSERTION: Final = "message:"
_OBJECT_NUMBER: Final = re.compile(r"(?<=\bmodelFact\[)\d+, ")
"""How many objects Arelle had made before this one: it depends on what was loaded first, and says nothing."""
_CALCULATION: Final = "calc11e:inconsistentCalculation"


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One thing that Arelle says of an instance; ``code`` is a rule's id where a rule of ours speaks."""

    code: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often Arelle found one rule satisfied, unsatisfied, or explained by one of its exceptions.

    All are zero where the rule was not evaluated. Calculations that agree are not counted by Arelle,
    so a calculation is never *satisfied* here.
    """

    satisfied: int = 0
    unsatisfied: int = 0
    explained: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Arelle finds of one instance: its messages in a fixed order, and its counts by rule id."""

    messages: tuple[Message, ...]
    counts: Mapping[str, Count]

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong: no error of XBRL itself, and no rule of severity *error* broken."""
        return all(message.severity is not Severity.ERROR for message in self.messages)

    @property
    def broken(self) -> frozenset[str]:
        """The ids of the rules that do not hold."""
        return frozenset(rule for rule, count in self.counts.items() if count.unsatisfied)


class ArelleValidator:
    """Arelle with our taxonomy package, open for any number of instances, one after the other.

    ::

        with ArelleValidator() as arelle:
            judgement = arelle.validate(path)

    Nothing is fetched, and nothing cached by other uses of Arelle is seen: the cache directory is private
    and empty. Only one may be open in a process, since Arelle keeps its packages in global state; for more
    at a time use processes.

    The taxonomy is loaded once and stays while instances come and go (:mod:`converter.validation.warm`); where that
    is not known to be right, it is loaded afresh with each instance, which takes several times as long and says
    the same.
    """

    _is_open: ClassVar[bool] = False

    def __init__(self, package: Path | None = None, *, warm: bool = True) -> None:
        """``package`` is a taxonomy package to use in place of the project's own.

        ``warm`` false loads the taxonomy afresh with each instance.
        """
        self._given_package = package
        self._wants_warm = warm
        self._log = _Log()

    def __enter__(self) -> Self:
        """Load the taxonomy.

        Raises:
            ValidatorError: another validator is open, or the package does not hold the whole taxonomy.
        """
        if ArelleValidator._is_open:
            raise ValidatorError("An ArelleValidator is open in this process already; close it, or use processes.")
        with ExitStack() as stack:
            workshop = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monthly-return-")))
            package = self._given_package or write_package(workshop / "taxonomy")
            session = Session()
            stack.callback(session.close)
            model = self._started(session, package, workshop / "cache")
            self._manager = model.modelManager
            self._warm = self._warmed(model)
            gc.collect()
            gc.freeze()  # what is loaded now stays; to look through it again and again would take longer than to judge
            stack.callback(gc.unfreeze)
            ArelleValidator._is_open = True
            stack.callback(self._release)
            self._resources = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close Arelle and remove its working files."""
        self._resources.close()

    @staticmethod
    def _release() -> None:
        ArelleValidator._is_open = False

    def _started(self, session: Session, package: Path, cache: Path) -> Any:
        """Arelle's model of the taxonomy; its manager has the options set that every instance shares."""
        if not package.is_file():
            raise ValidatorError(
                f"There is no taxonomy package at {package}; build it with: monthly-return taxonomy build"
            )
        options = RuntimeOptions(
            entrypointFile=definition.load().entry_point,
            packages=[str(package)],
            internetConnectivity="offline",
            cacheDirectory=str(cache),
            disablePersistentConfig=True,
            uiLang="en",
            calcs="c11r",
            utrValidate=True,
            validateDuplicateFacts="inconsistent",
            # The taxonomy is validated when it is built; here each instance would pay for it again.
            baseTaxonomyValidationMode="none",
            keepOpen=True,
        )
        session.run(options, logHandler=self._log)
        models = session.get_models()
        troubles = [message.text for message in self._log.taken() if message.severity is Severity.ERROR]
        if troubles or not models:
            reason = troubles[0] if troubles else "Arelle loaded nothing."
            raise ValidatorError(f"The taxonomy in {package.name} cannot be loaded without a network: {reason}")
        return models[0]

    def _warmed(self, model: Any) -> WarmModel | None:
        if not self._wants_warm:
            return None
        try:
            from converter.validation import warm  # fails to be imported where Arelle has changed much

            return warm.WarmModel(model, self._log.taken) if warm.is_known(Version.version) else None
        except Exception:  # in another version its insides may differ in any way
            return None

    @property
    def is_warm(self) -> bool:
        """Whether the loaded taxonomy is used for the next instance; false once it has shown a trace of one."""
        return self._warm is not None

    def validate(self, path: Path) -> Judgement:
        """Judge one instance.

        Raises:
            Refusal: the file is no instance of this taxonomy (:func:`~converter.validation.admission.admit`).
        """
        admit(path)
        return self._kept(path) or self._afresh(path)

    def _kept(self, path: Path) -> Judgement | None:
        """Judge with the taxonomy that stays loaded; ``None`` where it does not, or not any more."""
        if self._warm is None:
            return None
        try:
            with self._warm.judged(path) as model:
                return _judgement(self._log.taken(), model.errors)
        except Exception:  # whatever went wrong may have left a trace, so the model is not used again
            self._warm = None
            return None

    def _afresh(self, path: Path) -> Judgement:
        self._log.taken()
        model = self._manager.load(str(path.resolve()))
        try:
            Validate.validate(model)
            return _judgement(self._log.taken(), model.errors)
        finally:
            self._manager.close(model)


class _Log(logging.Handler):
    """What Arelle logs, as messages of ours."""

    def __init__(self) -> None:
        super().__init__()
        self._messages: list[Message] = []

    def emit(self, record: logging.LogRecord) -> None:
        code = str(getattr(record, "messageCode", "") or "")
        text = _OBJECT_NUMBER.sub("", record.getMessage())
        severity = _severity(record)
        if code.startswith(_ASSERTION):
            code = code.removeprefix(_ASSERTION)
        elif code.startswith(_CALCULATION):
            code, severity, text = _calculation(code, text, record.args)
        elif severity is Severity.INFO:
            return  # progress and timings, different in every run
        self._messages.append(Message(code, severity, text))

    def taken(self) -> list[Message]:
        """The messages since the last call."""
        messages, self._messages = self._messages, []
        return messages


def _severity(record: logging.LogRecord) -> Severity:
    """Our word for one of Arelle's dozen levels; an inconsistency is an error until a rule says otherwise."""
    if record.levelno < logging.WARNING or record.levelname == "ASSERTION-SATISFIED":
        return Severity.INFO
    return Severity.WARNING if record.levelname.startswith("WARNING") else Severity.ERROR


def _calculation(code: str, text: str, arguments: Any) -> tuple[str, Severity, str]:
    """Name the rule that an inconsistent calculation breaks."""
    total = str(arguments["concept"]).rpartition(":")[2]
    rule = next((rule for rule in definition.load().rules if rule.is_calculation and rule.total == total), None)
    if rule is None:
        return code, Severity.ERROR, text
    return rule.id, Severity(rule.severity), f"{rule.message['en']} {text}"


def _judgement(messages: list[Message], errors: list[Any]) -> Judgement:
    """Put messages in order, and add the counts that Arelle leaves among its errors as a dict."""
    found: dict[str, tuple[int, int]] = {}
    for results in errors:
        if isinstance(results, dict):
            found |= {assertion: result[:2] for assertion, result in results.items()}
    inconsistent = Counter(message.code for message in messages)
    rules = definition.load().rules
    counts = {
        rule.id: Count(0, inconsistent[rule.id]) if rule.is_calculation else _count(rule, found) for rule in rules
    }
    return Judgement(tuple(sorted(messages)), counts)


def _count(rule: Rule, found: Mapping[str, tuple[int, int]]) -> Count:
    """The rule's own assertion is satisfied where an exception holds; the exception's assertion is then not."""
    satisfied, unsatisfied = found.get(rule.id, (0, 0))
    explained = sum(found.get(f"{rule.id}.{exception.reason}", (0, 0))[1] for exception in rule.exceptions)
    return Count(satisfied - explained, unsatisfied, explained)
