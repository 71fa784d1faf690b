"""`new` and `add`: a transcript in any form becomes an edition that stands alone, and nothing is half made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path, PurePath

import docx
import pytest
import yaml
from forms import WRITTEN, Said, Written
from support import ROOT, case_files, load_case
from test_transcripts import bytes_of

from build_site import main
from edition.annotations import TODO, AnnotationFile
from edition.build import stage
from edition.engine import ENGINES, disk
from edition.export import Publication
from edition.languages import THEME_LANGUAGES
from edition.load import load_edition
from edition.marks import fill_page
from edition.new.facts import find_facts
from edition.new.program import program_files
from edition.new.proposal import TranscriptFile, free_id, propose_interview
from edition.new.record import scalar
from edition.problems import ProblemsFound
from edition.transcripts import read_transcript

KEEPER = """\
The Last Keeper of Skerry Point

Interview with Margaret Rowe, recorded on 14 May 1987

Peter Lane: You came to Skerry Point in 1951. What did you find?

Margaret Rowe: A lamp, a cat and forty steps to the well.

One thing: I never minded the dark.

PL: And the Commissioners agreed to a woman?

MR: They did not know. [Laughs.] Then Captain Hale came in the tender from Port Ellis, and asked for my husband.

PL: When did they find out?

MR: In 1953, in June. Captain Hale never told them in Port Ellis.
"""
WINDMILL = "Ida Stone: Who built the mill?\n\nJon Reef: My uncle, in 1911.\n\nIS: And then?\n\nJR: It burned.\n"
CHINESE = "记者：你什么时候来的？\n\n李梅：一九五一年。\n\n记者：一个人吗？\n\n李梅：和父亲一起。\n"
FIRST_EDITION = re.compile(
    r"\b(?:Mao|Stalin\w*|Standpoint|Long Night|long-night|Red Star|Jung Chang|jung-chang|Halliday|Montefiore|SSM|"
    r"Djilas|Daniel Johnson|Kirov|kulaks?|Tiflis|counting-the-dead|journey-to-the-west)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new edition of one interview."""
    folder = tmp_path_factory.mktemp("new")
    (folder / "keeper.txt").write_text(KEEPER, encoding="utf-8")
    assert main(["new", str(folder / "edition"), "--from", str(folder / "keeper.txt")]) == 0
    return folder / "edition"


@pytest.fixture
def copied(keeper: Path, tmp_path: Path) -> Path:
    """The new edition, to be changed."""
    return Path(shutil.copytree(keeper, tmp_path / "edition"))


def propose(text: str, name: str = "keeper.txt", **more: str) -> dict[str, object]:
    proposal = propose_interview(TranscriptFile(path=PurePath(name), data=text.encode()), "keeper", **more)
    return yaml.safe_load(proposal.files["transcript/keeper.yml"])


def test_a_new_edition_has_no_problems_and_its_text_as_received(keeper: Path) -> None:
    edition = load_edition(keeper)
    assert [len(interview.turns) for interview in edition.interviews] == [6]
    assert (keeper / "transcript" / "keeper.txt").read_bytes() == KEEPER.encode()


def test_title_and_date_are_taken_where_they_are_plainly_printed() -> None:
    record = propose(KEEPER)
    assert record["title"] == "The Last Keeper of Skerry Point"
    assert str(record["date"]) == "1987-05-14"
    assert record["not_labels"] == ["One thing"]
    assert [one["id"] for one in record["speakers"]] == ["peter-lane", "margaret-rowe"]  # type: ignore[attr-defined]


TEI_HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title type="main" xml:lang="de">Am Kanal</title><title type="main" xml:lang="en">By the Canal</title>
<title type="sub">A talk</title></titleStmt><publicationStmt><date when="2011-02-03">2011</date></publicationStmt>
<sourceDesc><bibl><date when="1999">1999</date></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when="1987-05-14">in May</date></setting></settingDesc>
<langUsage><language ident="en" usage="10">English</language><language ident="de" usage="90">German</language>
</langUsage></profileDesc></teiHeader>
<text><body><u who="Ann">Who was there?</u><u who="Jo">We were.</u></body></text></TEI>
"""
HTML_PAGE = """<html lang="de-AT"><head><title>Am Kanal | Archiv</title></head><body>%s
<p>Ann: Wer war da?</p><p>Jo: Wir.</p><p>Ann: Und dann?</p><p>Jo: Dann nicht.</p></body></html>
"""
JSON_FIELDS = """{"title": "By the Canal", "date": "1987-05-14T10:00:00Z", "metadata": {"language": "german"},
"segments": [{"speaker": "Ann", "text": "Who was there?", "title": "x"}, {"speaker": "Jo", "text": "We were."}]}
"""
VTT_HEAD = """WEBVTT
Language: de
Title: By the Canal

00:01.000 --> 00:02.000
<v Ann>Who was there?

00:03.000 --> 00:04.000
<v Jo>We were.
"""


@pytest.mark.parametrize(
    ("name", "text", "title", "date", "language"),
    [
        ("talk.xml", TEI_HEADER, "By the Canal", "1987-05-14", "de"),
        ("talk.html", HTML_PAGE % "", "Am Kanal | Archiv", "XXXX", "de-AT"),
        ("talk.html", HTML_PAGE % "<h1>Am Kanal</h1>", "Am Kanal", "XXXX", "de-AT"),
        ("talk.json", JSON_FIELDS, "By the Canal", "1987-05-14", "de"),
        ("talk.vtt", VTT_HEAD, "By the Canal", "XXXX", "de"),
    ],
)
def test_title_date_and_language_are_taken_from_fields_of_the_form(
    name: str, text: str, title: str, date: str, language: str
) -> None:
    record = propose(text, name)
    assert (record["title"], str(record["date"]), record["language"]) == (title, date, language)


def test_a_field_says_where_it_stands_and_yields_to_what_was_asked_for() -> None:
    facts = find_facts(read_transcript(TEI_HEADER.encode(), "talk.xml"), PurePath("talk.xml"), None, "fr")
    assert (facts.title.reason, facts.title.line) == ("from titleStmt of the TEI header", 2)
    assert (facts.date.reason, facts.date.line) == ("from settingDesc of the TEI header", 5)
    assert facts.language.value == "fr"


def test_several_dates_in_fields_are_left_open() -> None:
    text = TEI_HEADER.replace("</setting>", '<date when="1987-05-15"/></setting>')
    fact = find_facts(read_transcript(text.encode(), "talk.xml"), PurePath("talk.xml"), None, None).date
    assert fact.value == "XXXX"
    assert fact.reason == "settingDesc of the TEI header: several dates (1987-05-14, 1987-05-15)"


def test_a_language_that_the_words_do_not_look_like_is_told() -> None:
    text = HTML_PAGE.replace("de-AT", "en") % f"<p>{'Und dann sind wir über den Kanal nach Hause gegangen. ' * 20}</p>"
    text = text.replace("<p>Und", "<p>Ann: Und")
    fact = find_facts(read_transcript(text.encode(), "talk.html"), PurePath("talk.html"), None, None).language
    assert (fact.value, fact.reason) == ("en", "from lang of the page; but the words of the talk look like 'de'")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Date: May 14, 1987", "1987-05-14"),
        ("Recorded 1987-05-14 in Leeds", "1987-05-14"),
        ("May 1987", "1987-05"),
        ("Date: 3/4/1987", "XXXX"),
        ("On 14 May 1987 and 15 May 1987", "XXXX"),
        ("14 May 1987\n\nDate: 15 May 1987", "1987-05-15"),
        ("31 February 1987", "XXXX"),
        ("日期：1987年5月14日", "1987-05-14"),
    ],
)
def test_a_date_is_taken_only_where_it_can_be_read_in_one_way(head: str, date: str) -> None:
    transcript = read_transcript(f"{head}\n\n{WINDMILL}".encode(), "mill.txt")
    assert find_facts(transcript, PurePath("mill.txt"), None, None).date.value == date


def test_a_date_that_no_calendar_has_is_told() -> None:
    found = find_facts(
        read_transcript(f"Date: 31 February 1987\n\n{WINDMILL}".encode(), "a.txt"), PurePath("a.txt"), None, None
    )
    assert (found.date.value, found.date.reason, found.date.line) == ("XXXX", "no calendar has '31 February 1987'", 1)


@pytest.mark.parametrize(
    ("head", "language", "date"),
    [
        ("Aufgenommen am 12. Mai 1979 in Görlitz", "de", "1979-05-12"),
        ("Madrid, 3 de mayo de 1984", "es", "1984-05-03"),
        ("Entretien du 1er août 1951", "fr", "1951-08-01"),
        ("12 мая 1979 года", "ru", "1979-05-12"),
        ("May 14, 1987", "de", "1987-05-14"),
        ("12 KASIM 1999", "tr", "1999-11-12"),
        ("12 HAZİRAN 1999", "tr", "1999-06-12"),
    ],
)
def test_a_date_is_read_in_the_language_of_the_talk(head: str, language: str, date: str) -> None:
    transcript = read_transcript(f"{head}\n\n{WINDMILL}".encode(), "mill.txt")
    assert find_facts(transcript, PurePath("mill.txt"), None, language).date.value == date


def test_a_remark_of_a_file_is_no_title() -> None:
    cue = "00:00:01.000 --> 00:00:04.000\n<v Ann Lee>Who?\n\n00:00:05.000 --> 00:00:09.000\n<v Jo Reef>We did.\n"
    transcript = read_transcript(f"WEBVTT\n\nNOTE Recorded on a telephone\n\n{cue}".encode(), "water-tower.vtt")
    assert find_facts(transcript, PurePath("water-tower.vtt"), None, None).title.value == "Water tower"
    transcript = read_transcript(f"WEBVTT - The Tower\n\nNOTE Date: 3 May 1984\n\n{cue}".encode(), "water-tower.vtt")
    facts = find_facts(transcript, PurePath("water-tower.vtt"), None, None)
    assert (facts.title.value, facts.date.value) == ("The Tower", "1984-05-03")


@pytest.mark.parametrize(
    ("talk", "language"),
    [(WINDMILL, "en"), (CHINESE, "zh"), ("Анна: Когда?\n\nИван: Давно.\n\nАнна: Где?\n\nИван: Тут.\n", "und")],
)
def test_a_language_is_taken_from_the_script_only_where_it_leaves_one_choice(talk: str, language: str) -> None:
    assert propose(talk)["language"] == language
    assert propose(talk, language="fr")["language"] == "fr"


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.file)
def test_every_form_is_declared_so_that_it_reads_as_it_was_inferred(written: Written) -> None:
    said = [
        Said(who, (f"Sentence {number} about the lamp and the sea.",), float(number))
        for number, who in enumerate(["Anna Berg", "Tom Field"] * 4)
    ]
    file = TranscriptFile(path=PurePath(written.file), data=written.write(said))
    proposal = propose_interview(file, "talk")
    assert sum(times for _, times in proposal.speakers) == 8
    assert {name for name, _ in proposal.speakers} == {"Anna Berg", "Tom Field"}


@pytest.mark.parametrize("path", case_files("cases/transcript"), ids=lambda path: path.stem)
def test_whatever_is_read_becomes_an_edition(path: Path) -> None:
    """Each case whose turns are inferred has a record under which they are found again."""
    case = load_case(path)
    if "declared" not in case and case["turns"]:
        data = bytes_of(case)
        made = propose_interview(TranscriptFile(path=PurePath("talk.txt"), data=data), "talk")
        assert sum(turns for _, turns in made.speakers) == len(read_transcript(data, "talk.txt").turns)


def test_nothing_of_the_first_edition_is_in_a_new_one(keeper: Path) -> None:
    endings = (".md", ".yml", ".cff", ".toml", ".txt", ".json", ".js")
    ours = [path for path in keeper.rglob("*") if path.suffix in endings]
    leaks = [
        f"{path.relative_to(keeper)}: {found.group()}"
        for path in ours
        if not path.is_relative_to(keeper / "edition")
        for found in FIRST_EDITION.finditer(path.read_text(encoding="utf-8"))
    ]
    assert leaks == []


def test_everything_that_was_proposed_can_be_uncommented_and_completed(copied: Path) -> None:
    """Taking every mark away leaves valid records, but for what only the editor knows."""
    for path in (copied / "annotations").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        keys = re.search(r"^# (\w+):$", text, re.M)
        if keys:
            head, body = text[: keys.start()], re.sub(r"^# ", "", text[keys.start() :], flags=re.M)
            body = body.replace(f"checked: {TODO}", "checked: 2026-11").replace(TODO, "Something")
            path.write_text(head + body, encoding="utf-8")
            AnnotationFile.model_validate(yaml.load(body, yaml.BaseLoader))
    edition = load_edition(copied)
    assert "captain-hale" in edition.people
    assert edition.dates


def test_a_folder_with_files_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear Anna")
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["new", str(tmp_path / "mine"), "--from", str(tmp_path / "mill.txt")]) == 1
    assert "there already, and not empty" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_what_cant_be_read_is_told_of_every_file_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "prose.txt").write_text("It was a dark night. Nobody spoke.\n")
    (tmp_path / "from" / "empty.txt").write_text("")
    (tmp_path / "from" / "mill.txt").write_text(WINDMILL)
    assert main(["new", str(tmp_path / "edition"), "--from", str(tmp_path / "from")]) == 1
    said = capsys.readouterr().err
    assert "prose.txt" in said
    assert "empty.txt" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["from"]


def test_a_head_above_bold_labels_is_declared_as_it_was_inferred() -> None:
    """As a word processor has it: `talk_begins` quotes the words without the marks of bold type."""
    text = "## Salt and rope\n\n3 March 1984, Whitby\n\n" + "".join(
        f"**{name}:** Sentence {number} about the lamp and the sea.\n\n"
        for number, name in enumerate(["Peter Hale", "Ellen Marsh"] * 3)
    )
    record = propose(text)
    assert record["talk_begins"] == "Peter Hale: Sentence 0 about the lamp and"


def test_a_stage_direction_above_the_talk_is_no_title() -> None:
    transcript = read_transcript(f"(Music: a waltz)\n\n{WINDMILL}".encode(), "wind-mill.txt")
    assert find_facts(transcript, PurePath("wind-mill.txt"), None, None).title.value == "Wind mill"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The ferry\nA conversation\nBERG: When?\nFIELD: In May.\nBERG: Why?\nFIELD: Who knows.\n", "BERG: When?"),
        ("Page 1\n\nThe ferry\n\nPage 2\n\nBERG: When?\n\nFIELD: In May.\n\nBERG: Why?\n", "BERG: When?"),
        (
            "The ferry\n\nAnna Berg\n\nWhen was it?\n\nTom Field\n\nIn May.\n\nAnna Berg\n\nWhy so late?\n\n"
            "Tom Field\n\nThe tide.\n",
            "Anna Berg When was it?",
        ),
        (
            "The ferry\n\n21:16 <anna> When?\n21:17 <tom> In May.\n21:17 <anna> Why?\n21:18 <tom> Who knows.\n",
            "<anna> When?",
        ),
        ("The ferry\n\n21:16 <anna> Hi.\n21:17 <tom> Hi.\n21:17 <anna> Why?\n21:18 <tom> Ask.\n", "<anna> Hi."),
        (
            "The ferry\n\n21:16:03 From Anna to Everyone: When?\n21:17:00 From Tom to Everyone: In May.\n"
            "21:18:00 From Anna to Everyone: Why?\n",
            "From Anna to Everyone: When?",
        ),
    ],
    ids=[
        "no blank line after the head",
        "numbers of pages in the head",
        "names on lines of their own",
        "a log of IRC below a head",
        "a log in which two say the same",
        "a log of Zoom below a head",
    ],
)
def test_where_the_talk_begins_is_found_however_its_head_is_printed(text: str, begins: str) -> None:
    assert propose(text)["talk_begins"] == begins


def test_a_program_without_its_folder_is_told() -> None:
    with pytest.raises(ProblemsFound, match="the program's own folder lacks this"):
        program_files({}, None)  # type: ignore[arg-type]


def test_an_archive_becomes_one_edition_with_an_interview_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "keeper.txt").write_text(KEEPER)
    (archive / "Mill 2.txt").write_text(WINDMILL)
    (archive / "访谈.txt").write_text(CHINESE)
    assert main(["new", str(tmp_path / "coast-talks"), "--from", str(archive)]) == 0
    edition = load_edition(tmp_path / "coast-talks")
    assert edition.settings.title == "Coast talks"
    assert sorted(one.id for one in edition.interviews) == ["fang-tan", "keeper", "mill-2"]
    assert "transcript/index.md" in (tmp_path / "coast-talks" / "mkdocs.yml").read_text()


def test_add_writes_the_interview_the_menu_and_the_name_and_nothing_else(copied: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt")]) == 0
    after = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    changed = {path.relative_to(copied).as_posix() for path in after if before.get(path) != after[path]}
    interview = {"transcript/mill.txt", "transcript/mill.yml", "transcript/mill.ids.yml"}
    assert changed == interview | {"mkdocs.yml", "annotations/edition.yml"}
    edition = load_edition(copied)
    assert len(edition.interviews) == 2
    assert edition.settings.title == "The Last Keeper of Skerry Point"


@pytest.mark.parametrize("gap", ["", "\n", "  # who made it\n"])
@pytest.mark.parametrize("indent", ["  ", "    "])
def test_add_writes_a_name_where_there_is_none_however_the_record_is_written(
    copied: Path, tmp_path: Path, indent: str, gap: str
) -> None:
    settings = copied / "annotations" / "edition.yml"
    top, below = settings.read_text().split("edition:\n")
    rest = [line for line in below.splitlines(keepends=True) if "title:" not in line]
    settings.write_text(f"{top}edition:\n{gap}" + "".join(line.replace("  ", indent, 1) for line in rest))
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt")]) == 0
    assert load_edition(copied).settings.title == TITLE


TITLE = "The Last Keeper of Skerry Point"


def staged(project: Path) -> dict[str, str]:
    """The pages and settings that the engine gets."""
    stage(project, load_edition(project), Publication(built=None, site_url=""))
    names = ("index.md", "about/index.md")
    pages = {name: (project / disk.DOCS / name).read_text(encoding="utf-8") for name in names}
    return pages | disk.staged_settings(project)


def test_a_title_is_changed_in_one_place(copied: Path) -> None:
    holding = [path for path in copied.rglob("*") if path.is_file() and TITLE.encode() in path.read_bytes()]
    names = {path.relative_to(copied).as_posix() for path in holding}
    assert names == {"transcript/keeper.txt", "transcript/keeper.yml"}
    record = copied / "transcript" / "keeper.yml"
    record.write_text(record.read_text().replace(f"title: {TITLE}", 'title: "Forty Steps: a *keeper*"'))
    made = staged(copied)
    assert made["site_name"] == "Forty Steps: a *keeper*"
    front = '---\ntitle: "{{ title }}"\n---\n`{{ title }}`\n'
    filled = '---\ntitle: "Forty Steps: a *keeper*"\n---\n`{{ title }}`\n'
    assert fill_page(front, load_edition(copied), "more.md") == filled
    assert "# Forty Steps: a &#42;keeper&#42;\n" in made["index.md"]
    assert "[Begin reading](transcript/keeper.md)" in made["index.md"]
    assert load_edition(copied).settings.title == "Forty Steps: a *keeper*"


def test_the_home_page_counts_the_interviews_itself(copied: Path, tmp_path: Path) -> None:
    assert "An annotated edition of one interview" in staged(copied)["index.md"]
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt")]) == 0
    made = staged(copied)
    assert "An annotated edition of 2 interviews" in made["index.md"]
    assert "This edition holds 2 interviews" in made["about/index.md"]
    assert "[Begin reading](transcript/index.md)" in made["index.md"]
    assert "-   [Mill](transcript/mill.md)" in made["index.md"]
    assert made["site_description"] == f"An annotated edition of 2 interviews: {TITLE}"


def test_add_tells_where_a_page_still_speaks_of_one(
    copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied / "README.md").write_text("# Keeper\n\nAn edition of one interview.\n")
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt")]) == 0
    assert "\n  README.md:3\n" in capsys.readouterr().out


def test_an_edition_of_several_interviews_needs_a_name_of_its_own(
    copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt")]) == 0
    settings = copied / "annotations" / "edition.yml"
    settings.write_text(settings.read_text().replace(f'  title: "{TITLE}"\n', ""))
    assert main(["--project", str(copied), "check"]) == 1
    assert "annotations/edition.yml:2: edition: 'title' is missing\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "theme"), [("de", "de"), ("ar", "ar"), ("zh-Hans", "zh"), ("pt-BR", "pt-BR"), ("yue", "en")]
)
def test_a_language_is_that_of_talk_notes_and_theme(tmp_path: Path, language: str, theme: str) -> None:
    (tmp_path / "mill.txt").write_text(WINDMILL)
    arguments = ["new", str(tmp_path / "edition"), "--from", str(tmp_path / "mill.txt"), "--language", language]
    assert main(arguments) == 0
    edition = load_edition(tmp_path / "edition")
    assert (edition.settings.language, edition.interviews[0].record.language) == (language, language)
    assert f"\n  language: {theme} #" in (tmp_path / "edition" / "mkdocs.yml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("language: en #", "language: de #", "language is 'de', and that of the edition 'en'"),
        ("language: en #", "language: zh-Hans #", "the theme has no words in language 'zh-Hans'"),
    ],
)
def test_a_theme_in_another_language_is_told_with_its_line_and_the_cure(
    copied: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    settings = copied / "mkdocs.yml"
    settings.write_text(settings.read_text().replace(old, new, 1))
    line = settings.read_text().split("\n").index(f"  {new} the same as in annotations/edition.yml") + 1
    assert main(["--project", str(copied), "check"]) == 1
    said = capsys.readouterr().err
    assert f"mkdocs.yml:{line}: theme: {told}" in said
    assert "write  language: en" in said


def test_the_languages_of_the_theme_are_those_that_it_has_words_in() -> None:
    for engine in ("material", "zensical"):
        folder = Path(str(files(engine))) / "templates" / "partials" / "languages"
        assert {path.stem for path in folder.glob("*.html")} == THEME_LANGUAGES


def test_add_refuses_where_annotations_would_no_longer_be_clear(
    copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied / "annotations" / "more.yml").write_text(
        "people:\n  hale:\n    name: Hale the Captain\n    summary: A captain.\n"
        '    mentions: [{turn: t4, quote: "Captain Hale"}]\n'
    )
    (tmp_path / "mill.txt").write_text(WINDMILL)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt")]) == 1
    assert "does not say which interview is meant" in capsys.readouterr().err
    assert not (copied / "transcript" / "mill.txt").exists()


RUSSIAN = "Сталин: Привет.\n\nМао Цзэдун: Привет, товарищ.\n\nСталин: Хорошо.\n\nМао Цзэдун: Да.\n"


def cast_of(folder: Path, interview: str) -> dict[str, str]:
    """The ids of an interview's speakers, with their names."""
    return {one.id: one.name for one in load_edition(folder).interview(interview).speakers}


def test_interviews_in_other_scripts_stand_together_in_one_edition(
    copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a", CHINESE), ("b", CHINESE.replace("李梅", "黎梅")), ("c", RUSSIAN)):
        (tmp_path / f"{name}.txt").write_text(text)
    for name in "abc":
        assert main(["--project", str(copied), "add", str(tmp_path / f"{name}.txt")]) == 0
    told = capsys.readouterr().out
    assert cast_of(copied, "a") == {"ji-zhe": "记者", "li-mei": "李梅"}
    assert cast_of(copied, "b") == {"ji-zhe": "记者", "li-mei-2": "黎梅"}
    assert cast_of(copied, "c") == {"stalin": "Сталин", "mao-tszedun": "Мао Цзэдун"}
    assert "line 3: '黎梅' is 'li-mei-2', for 'li-mei' is 李梅 in transcript/a.yml; if they are one, give" in told
    assert "line 1: '记者' is taken for the one in transcript/a.yml; if they are two, give this one another id" in told
    assert "# line 3: '黎梅' is 'li-mei-2', for" in (copied / "transcript" / "b.yml").read_text()


def test_several_files_at_once_have_one_id_for_a_name_and_two_for_two(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a.txt").write_text(CHINESE)
    (archive / "b.txt").write_text(CHINESE.replace("李梅", "黎梅"))
    assert main(["new", str(tmp_path / "talks"), "--from", str(archive)]) == 0
    assert cast_of(tmp_path / "talks", "a") == {"ji-zhe": "记者", "li-mei": "李梅"}
    assert cast_of(tmp_path / "talks", "b") == {"ji-zhe": "记者", "li-mei-2": "黎梅"}


def test_a_name_whose_id_somebody_else_in_the_register_has_is_told(
    copied: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "people:\n  {id}:\n    name: {name}\n    summary: Somebody else.\n    match: mentions\n"
    (copied / "annotations" / "more.yml").write_text(people.format(id="jon-reef", name="Jonathan Reef the Elder"))
    (copied / "annotations" / "others.yml").write_text(people.format(id="stalin", name="Vasily Stalin"))
    (tmp_path / "mill.txt").write_text(WINDMILL)
    (tmp_path / "russian.txt").write_text(RUSSIAN)
    assert main(["--project", str(copied), "add", str(tmp_path / "mill.txt"), str(tmp_path / "russian.txt")]) == 0
    told = capsys.readouterr().out
    assert cast_of(copied, "mill") == {"ida-stone": "Ida Stone", "jon-reef": "Jon Reef"}
    assert "'Jon Reef' has the id of Jonathan Reef the Elder in the register of people; if they are two, write" in told
    assert set(cast_of(copied, "russian")) == {"stalin-2", "mao-tszedun"}


def test_ids_are_made_from_names_of_files_and_never_given_twice() -> None:
    assert free_id("Lighthouse (final)", []) == "lighthouse-final"
    assert free_id("index", []) == "interview"
    assert free_id("keeper", ["keeper", "keeper-2"]) == "keeper-3"


@pytest.mark.parametrize("text", ["no", "a: b", "#x", "Berg, Anna", "'quoted'", "- item", "12:30", "毛", "{a}", "true"])
def test_a_value_reads_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)} # comment")["key"] == text


@pytest.mark.parametrize("engine", ENGINES)
def test_a_new_edition_builds_at_once_on_its_own(copied: Path, engine: str) -> None:
    """By its own copy of the program, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "build_site.py", "build", "--engine", engine],
        cwd=copied, env={"PYTHONPATH": str(copied), "PATH": str(Path(sys.executable).parent)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (copied / "site" / "transcript" / "keeper" / "index.html").read_text(encoding="utf-8")
    assert 'id="t6"' in page or "id=t6" in page


def test_no_test_of_the_program_is_in_a_new_edition_but_its_own(keeper: Path) -> None:
    assert [path.name for path in (keeper / "tests").iterdir()] == ["test_edition.py"]
    assert ROOT not in keeper.parents


@pytest.mark.parametrize("separator", [" : ", " – ", ".— "])
def test_a_head_above_french_labels_is_declared_as_it_was_inferred(separator: str) -> None:
    names = ["Marchand", "Girard"] * 3
    text = "Les archives\n\n" + "".join(f"{name}{separator}La phrase {n}.\n\n" for n, name in enumerate(names))
    assert propose(text)["talk_begins"].startswith(f"Marchand{separator.rstrip()}")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Nous habitions près du port, dans une maison à deux portes, et l'hiver il y faisait très froid. ", "fr"),
        ("Wir wohnten damals am Hafen, in einem Haus mit zwei Türen, und im Winter war es dort sehr kalt. ", "de"),
        ("Мы жили у гавани, в доме с двумя дверями, и зимой там было очень холодно, как и во всём городе. ", "ru"),
        ("We lived by the harbour then, in a house with two doors, and in winter it was very cold there. ", "en"),
    ],
)
def test_the_language_is_guessed_where_there_are_words_enough(words: str, language: str) -> None:
    said = {name: f"{name}: {words * times}\n\n" for name, times in (("Marchand", 2), ("Girard", 4))}
    assert propose("".join(said.values()) * 2)["language"] == language


def test_a_few_words_are_no_ground_for_a_guess() -> None:
    assert propose("Marchand: Où ?\n\nGirard: Ici.\n\nMarchand: Et là ?\n\nGirard: Non.\n")["language"] == "en"


@pytest.mark.parametrize(
    ("text", "id_", "reason"),
    [
        ("Interviewer: Tom Whelan, Sandby\n\nTom Whelan: When?\n\nEdda Brekke: In May.\n\n", "tom-whelan",
         "named after 'Interviewer', line 1"),
        ("Harbour talks\nInterviewed by: Ana Ode and Tom Whelan (TW)\n\nTW: When?\n\nEB: In May.\n\n", "tom-whelan",
         "named after 'Interviewed by', line 2"),
        ("INT: When?\n\nBrekke: In May.\n\n", "int", "has the label 'INT'"),
        ("问：什么时候？\n\n答：五月。\n\n", "wen", "has the label '问'"),
    ],
)  # fmt: skip
def test_who_asks_the_questions_has_the_role_where_the_text_says_so(text: str, id_: str, reason: str) -> None:
    head, _, talk = text.partition("\n\n") if text.startswith(("I", "H")) and "INT" not in text else ("", "", text)
    data = f"{head}\n\n{talk}{talk}".lstrip().encode()
    made = propose_interview(TranscriptFile(path=PurePath("talk.txt"), data=data), "talk")
    written = made.files["transcript/talk.yml"].decode()
    roles = {one["id"]: one.get("role") for one in yaml.safe_load(written)["speakers"]}
    assert [speaker for speaker, role in roles.items() if role] == [id_]
    assert f"    role: Asks the questions # {reason}\n" in written


def test_a_document_is_told_by_its_paragraphs_and_its_headings_have_no_signs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph("Kirkness Museum")
    document.add_heading("The Ice House", 1)
    document.add_paragraph("Interviewer: Tom Whelan")
    for number in range(2):
        for line in ("Tom Whelan: When?", "Edda Brekke: In May."):
            document.add_paragraph(line)
        if not number:
            document.add_heading("The war", 1)
    document.save(str(tmp_path / "ice.docx"))
    assert main(["new", str(tmp_path / "ice"), "--from", str(tmp_path / "ice.docx")]) == 0
    said = capsys.readouterr().out
    assert "paragraph 4: speaker inferred: Tom Whelan (Tom Whelan)" in said
    assert 'paragraph 6: not a turn: heading "The war"' in said
    assert "paragraph 3: Tom Whelan: Asks the questions (named after 'Interviewer')" in said
    assert re.search(r"\bline \d", said) is None
    record = (tmp_path / "ice" / "transcript" / "ice.yml").read_text(encoding="utf-8")
    assert "title: The Ice House # a heading before the talk, paragraph 2\n" in record
    assert "  # 2 turns, first in paragraph 4\n" in record
    interview = load_edition(tmp_path / "ice").interviews[0]
    assert [part.text for part in interview.front_matter][:2] == ["Kirkness Museum", "The Ice House"]
