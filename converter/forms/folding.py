"""Text folded so that captions can be found in it.

OCR cuts words at cell borders, doubles letters there, and takes ``l`` for ``1``. A person
reads over all that; folding does the same: letters and digits alone, in lower case, look-alikes
made equal, and a mark where a cell border stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import compress

JOINT = "\x1f"
"""Stands in the folded text where a cell border was."""
BREAK = "\x1e"
"""Stands in the folded text where a line ended."""
_PAIRS = (
    "发發动動报報证證规規则則据據预預托託变變状狀态態结結称稱注註册冊类類别別于於联聯说說柜櫃台檯数數额額减減库庫总總"
    "详詳权權计計划劃诺諾将將换換转轉为為协協议議认認见見门門槛檻补補单單购購赎贖让讓价價获獲职職衔銜书書页頁优優开開"
    "请請红紅并並债債费費传傳处處员員应應与與关關内內项項设設种種对對条條况況视視属屬确確资資讯訊达達"
    "创創业業货貨组組备備级級场場执執务務时時间間会會后後号號际際过過适適当當实實无無买買卖賣来來个個这這经經点點币幣续續码碼销銷选選众眾东東"
)
"""Characters of the form's captions that simplified Chinese writes otherwise, each before its traditional twin."""
_LOOKALIKES = str.maketrans(
    {
        **dict(zip("i1|0$5eub", "lllosscnh", strict=True)),
        **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)),
        "\t": JOINT,
        "\n": BREAK,
    }
)
_OTHER_LETTER = re.compile(r"[^\x00-\x7f\W]")
_OTHER_MARK = re.compile(r"[^\x00-\x7f\w]")
_IS_KEPT = bytes(chr(code).isalnum() or chr(code) in JOINT + BREAK for code in range(256))
"""Whether a character of the text is one of the folded text, by its code; letters beyond ASCII stand as an ``a``."""
_DROPPED = bytes(code for code in range(128) if not _IS_KEPT[code])
_SMEARED = {"m": "(?:m|rn)", "h": "(?:h|ll)", "w": "(?:w|vv)", "d": "(?:d|cl)"}
"""Letters of a caption that OCR may print as two."""
# Between two letters of a caption: line ends and borders, or one border with letters doubled beside it.
_JOINT_PATTERN = f"(?:[{JOINT}{BREAK}]+|\\w??{JOINT}+\\w??)??"


@lru_cache(4096)
def fold(text: str) -> str:
    """Fold a caption as the text is folded: ``Title:`` gives ``tltle``."""
    return "".join(character for character in text.lower().translate(_LOOKALIKES) if character.isalnum())


@cache
def caption_pattern(caption: str) -> re.Pattern[str]:
    """Compile a caption into a pattern over folded text.

    ``caption`` is the form's wording; ``[...]`` encloses what may be missing,
    ``{a|b}`` lists alternatives. Cell borders may cut it anywhere, with up to two
    letters doubled on either side of the cut.
    """
    choices = [_Choice()]  # one for each open bracket
    begins = [True]  # whether the next letters may begin the caption, for each open bracket
    for part in re.split(r"([\[\]{}|])", caption):
        if part in ("[", "{"):
            choices.append(_Choice())
            begins.append(begins[-1])
        elif part in ("]", "}"):
            inner = choices.pop().pattern()
            choices[-1].add(f"(?:{inner})", may_miss=part == "]")
            begins.pop()
            begins[-1] = begins[-1] and part == "]"
        elif part == "|":
            choices[-1].begin_another()
            begins[-1] = len(begins) < 2 or begins[-2]
        elif part:
            choices[-1].add(_letters(fold(part), first=begins[-1]))
            begins[-1] = False
    # A border after the last letter belongs to what follows, not to the caption.
    return re.compile(choices[0].pattern().removesuffix(_JOINT_PATTERN))


@dataclass
class _Choice:
    """A pattern of alternatives, each written so that it begins with a letter: then ``re`` finds where one may begin.

    For this, an alternative whose beginning may be missing is two, and so is one whose first letter may be smeared.
    """

    whole: list[str] = field(default_factory=list)
    option: str = ""
    rest: str = ""

    def add(self, pattern: str, *, may_miss: bool = False) -> None:
        """Let a pattern follow in the alternative that is being written."""
        if may_miss and not self.option and not self.rest:
            self.option = pattern
        elif may_miss and self.rest.endswith(_JOINT_PATTERN):  # the border before what is missing is missing with it
            self.rest = f"{self.rest.removesuffix(_JOINT_PATTERN)}(?:{_JOINT_PATTERN}{pattern})?{_JOINT_PATTERN}"
        else:
            self.rest += f"{pattern}?" if may_miss else pattern

    def begin_another(self) -> None:
        """Let another alternative follow."""
        for alternative in [self.option + self.rest, self.rest] if self.option else [self.rest]:
            smeared = next((it for it in _SMEARED.values() if alternative.startswith(it)), "")
            prints = smeared[len("(?:") : -len(")")].split("|")
            self.whole += [it + alternative.removeprefix(smeared) for it in prints]
        self.option = self.rest = ""

    def pattern(self) -> str:
        """All alternatives, the first that matches to be taken."""
        self.begin_another()
        return "|".join(self.whole)


def _joint(left: str, right: str) -> str:
    """What may stand between two letters; a Chinese character is doubled by itself alone, for it is a word."""
    if not left.isascii() and right != " ":
        return f"(?:[{JOINT}{BREAK}]+|{left}?{JOINT}+[{left}{right}]?)??"
    return _JOINT_PATTERN


def _letters(letters: str, *, first: bool) -> str:
    """A pattern for letters that borders may cut; letters doubled behind a caption's first are another word's."""
    joints = [_joint(left, right) for left, right in zip(letters, f"{letters[1:]} ", strict=False)]
    if first and joints:
        joints[0] = f"[{JOINT}{BREAK}]*"
    return "".join(_SMEARED.get(letter, letter) + joint for letter, joint in zip(letters, joints, strict=True))


def twin_of(text: str) -> str:
    """The text in lower case with look-alikes made equal, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters have two in lower case, of which the first is kept
        lowered = "".join(character.lower()[0] for character in text)
    # Lines are translated one by one because those of ASCII alone, which most are, take a tenth of the time.
    return BREAK.join([line.translate(_LOOKALIKES) for line in lowered.split("\n")])


def folded(twin: str) -> tuple[str, list[int]]:
    """What of a text's twin a caption is found by, and where each of its characters stands in the twin."""
    # A border behind a space cuts no word: it is a break.
    twin = _OTHER_MARK.sub(" ", twin.replace(f" {JOINT}", f" {BREAK}"))
    plain = _OTHER_LETTER.sub("a", twin).encode("ascii")
    kept = plain.translate(_IS_KEPT)
    letters = plain.translate(None, _DROPPED).decode("ascii") if twin.isascii() else "".join(compress(twin, kept))
    return letters, list(compress(range(len(twin)), kept))
