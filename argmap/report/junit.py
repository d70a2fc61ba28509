"""Findings as JUnit XML, for systems that show the results of tests.

JUnit itself has no schema. The form is what GitLab ("Unit test reports" in its documentation)
and Jenkins (``junit-10.xsd`` of its xUnit plugin) have in common.
"""

import re
from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

from argmap.diagnostics import Diagnostic, Severity
from argmap.report import address
from argmap.report.text import text

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def report(diagnostics: Iterable[Diagnostic], files: Iterable[str], folder: str) -> str:
    """A suite for each file, a test case for each finding, and one that passed for a clean file.

    Errors and warnings are failures. An info passes, since it is no reason to stop, and stands in
    the case's output. A case is named by its rule and message, without the line, so that it keeps
    its name from run to run; of several with one name the later ones are numbered, as GitLab
    shows only the first.
    """
    suites: dict[str, list[Diagnostic]] = {address(name, folder): [] for name in files}
    for each in diagnostics:
        suites.setdefault(address(each.span.text.name, folder), []).append(each)
    root = ElementTree.Element("testsuites", name="argmap")
    seen: Counter[tuple[str, str]] = Counter()
    for file, found in suites.items():
        suite = ElementTree.SubElement(root, "testsuite", name=_legal(file))
        # Jenkins would take what is before the last dot for the name of a package.
        group = _legal(file.removesuffix(".arg"))
        if not found:
            ElementTree.SubElement(suite, "testcase", name="check", classname=group)
        for each in found:
            name = _legal(f"{each.rule}: {each.message}")
            seen[group, name] += 1
            if seen[group, name] > 1:
                name = f"{name} ({seen[group, name]})"
            case = ElementTree.SubElement(suite, "testcase", name=name, classname=group)
            _outcome(case, each).text = _legal("".join(text([each])).rstrip())
    for suite in (*root, root):
        cases, failures = suite.iter("testcase"), suite.iter("failure")
        suite.set("tests", str(len(list(cases))))
        suite.set("failures", str(len(list(failures))))
        suite.set("errors", "0")
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _outcome(case: ElementTree.Element, each: Diagnostic) -> ElementTree.Element:
    if each.severity is Severity.INFO:
        return ElementTree.SubElement(case, "system-out")
    return ElementTree.SubElement(
        case, "failure", type=each.severity.value, message=_legal(each.message)
    )


def _legal(words: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", words)
