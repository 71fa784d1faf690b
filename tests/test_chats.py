"""Logs of chats, as the programs of several countries write them: who sends what, and when."""

from __future__ import annotations

import json

import pytest

from edition.model import Transcript
from edition.transcripts import read_transcript


def sent(transcript: Transcript) -> list[tuple[str, str, float | None]]:
    return [(turn.label, "\n".join(one.text for one in turn.paragraphs), turn.start) for turn in transcript.turns]


@pytest.mark.parametrize(
    ("one", "two", "start"),
    [
        ("[12/31/20, 9:16:03\u202fPM] Anna Berg: {}", "\u200e[12/31/20, 9:17:03\u202fPM] Tom: {}", 76563),
        ("[31.12.20, 21:16:03] Anna Berg: {}", "[31.12.20, 21:17:03] Tom: {}", 76563),
        ("[31/12/2020 21:16:03] Anna Berg: {}", "[31/12/2020 21:17:03 | Edited 21:18:00] Tom: {}", 76563),
        ("12/31/20, 9:16 PM - Anna Berg: {}", "12/31/20, 9:17 PM - Tom: {}", 76560),
        ("31/12/20, 9:16 p.\xa0m. - Anna Berg: {}", "31/12/20, 9:17 p.\xa0m. - Tom: {}", 76560),
        ("31/12/2020 à 21:16 - Anna Berg: {}", "31/12/2020 à 21:17 - Tom: {}", 76560),
        ("31.12.2020, 21:16 - Anna Berg: {}", "31.12.2020, 21:17 - Tom: {}", 76560),
        ("2020/12/31 下午9:16 - Anna Berg: {}", "2020/12/31 下午9:17 - Tom: {}", 76560),
        ("2020. 12. 31. 오후 9:16, Anna Berg : {}", "2020. 12. 31. 오후 9:17, Tom : {}", 76560),
        ("21:16 < Anna Berg> {}", "21:17 <@Tom> {}", 76560),
        ("Dec 31 21:16:03 <Anna Berg>\t{}", "Dec 31 21:17:00 <Tom>\t{}", 76563),
        ("2020-12-31 21:16:03\tAnna Berg\t{}", "2020-12-31 21:17:03\t@Tom\t{}", 76563),
        ("21:16:03 From Anna Berg to Everyone:\n\t{}", "21:17:00 From  Tom  to  Anna (Direct Message):\n\t{}", 76563),
        ("2020-12-31 21:16:03 From Anna Berg to Everyone:\n{}", "2020-12-31 21:17:03 From Tom to Everyone:\n{}", 76563),
        ("21:16:03 From Anna Berg : {}", "21:17:03 From Tom : {}", 76563),
        ("[9:16 PM] Anna Berg\n{}\n", "[9:17 PM] Tom\n{}\n", 76560),
        ("[12/31/2020 9:16 PM] Anna Berg\n{}\n", "[12/31/2020 9:17 PM] Tom\n{}\n", 76560),
        ("Anna Berg, [31.12.2020 21:16]\n{}\n", "Tom, [31.12.2020 21:17]\n{}\n", 76560),
        ("Anna Berg — Today at 9:16 PM\n{}", "Tom — Today at 9:17 PM\n{}", 76560),
        ("Anna Berg  9:16 PM\n{}", "Tom  9:17 PM\n{}", 76560),
        ("Anna Berg 2020-12-31 21:16:03\n{}\n", "Tom 2020-12-31 21:17:03\n{}\n", 76563),
        ("Anna Berg\n  9:16 PM\n{}", "Tom\n  9:17 PM\n{}", 76560),
        ("2020-12-31 21:16:03 Anna Berg: {}", "2020-12-31 21:17:03 Tom: {}", 76563),
        ("[9:16pm] Anna Berg: {}", "[9:17pm] Tom: {}", 76560),
        ("(9:16:03 PM) Anna Berg: {}", "(9:17:03 PM) Tom: {}", 76563),
        ("**Anna Berg** _9:16 PM_\n{}\n", "**Tom** _9:17 PM_\n{}\n", 76560),
        ("### Anna Berg — 31.12.2020 21:16\n{}\n", "### Tom — 31.12.2020 21:17\n{}\n", 76560),
    ],
)
def test_a_log_says_who_sent_what_and_when(one: str, two: str, start: int | None) -> None:
    text = "\n".join((one.format("Was it one: the harbour?"), two.format("Yes, it was.")))
    transcript = read_transcript(text.encode(), "chat.txt")
    first, second = sent(transcript)
    assert first == ("Anna Berg", "Was it one: the harbour?", start)
    assert second[:2] == ("Tom", "Yes, it was.")
    assert all(apart.what == "time of a message" for apart in transcript.apart)
    assert not [problem for problem in transcript.problems if "in no turn" in problem.message]


def test_times_of_several_days_are_kept_and_are_no_times_from_the_beginning() -> None:
    text = "31.12.20, 21:16 - Anna: Was it?\n01.01.21, 00:05 - Tom: It was.\n"
    transcript = read_transcript(text.encode(), "chat.txt")
    assert sent(transcript) == [("Anna", "Was it?", None), ("Tom", "It was.", None)]
    assert [apart.text for apart in transcript.apart] == ["31.12.20, 21:16", "01.01.21, 00:05"]


def test_what_the_chat_itself_says_is_a_notice() -> None:
    text = (
        "--- Log opened Thu Dec 31 21:15:01 2020\n21:15 -!- tom [~tom@host.example] has joined\n"
        "21:15 < anna> Was it?\n21:16 <@tom> It was.\n21:17  * tom laughs\n21:18 < anna> tom: and now?\n"
    )
    transcript = read_transcript(text.encode(), "chat.txt")
    assert [said for _, said, _ in sent(transcript)] == ["Was it?", "It was.", "tom: and now?"]
    assert [apart.text for apart in transcript.apart if apart.what == "notice of the chat"] == [
        "--- Log opened Thu Dec 31 21:15:01 2020",
        "21:15 -!- tom [~tom@host.example] has joined",
        "21:17  * tom laughs",
    ]


def test_messages_with_a_head_of_fields_are_their_senders() -> None:
    text = (
        "Conversation: Harbour\n\nFrom: Anna Berg (+3290000001)\nType: incoming\n"
        "Sent: Thu, 31 Dec 2020 21:16:03 +0100\n"
        "Received: Thu, 31 Dec 2020 21:16:04 +0100\n\nWas it one: the harbour?\n\nThe old one.\n\n"
        "From: You\nType: outgoing\nSent: Thu, 31 Dec 2020 21:17:03 +0100\n\nYes.\n"
    )
    transcript = read_transcript(text.encode(), "messages.txt")
    assert sent(transcript) == [("Anna Berg", "Was it one: the harbour?\nThe old one.", None), ("You", "Yes.", None)]
    assert [part.text for part in transcript.front_matter] == ["Conversation: Harbour"]
    assert [apart.line for apart in transcript.apart if apart.what == "field of a message"] == [4, 5, 6, 13, 14]
    assert not [problem for problem in transcript.problems if "in no turn" in problem.message]


def test_what_whatsapp_writes_under_a_name_is_a_notice() -> None:
    text = (
        "[31.12.20, 21:15:00] Harbour Friends: \u200eMessages and calls are end-to-end encrypted.\n"
        "[31.12.20, 21:15:30] Anna Berg: \u200eAnna created this group\n[31.12.20, 21:16:03] Anna Berg: Was it?\n"
        "\u200e[31.12.20, 21:16:50] Tom: \u200eimage omitted\n[31.12.20, 21:17:03] Tom: It was.\n"
    )
    transcript = read_transcript(text.encode(), "chat.txt")
    assert sent(transcript) == [("Anna Berg", "Was it?", 76563), ("Tom", "It was.", 76623)]
    assert [apart.line for apart in transcript.apart if apart.what == "notice of the chat"] == [1, 2, 4]


def test_what_an_export_of_discord_adds_is_in_no_message() -> None:
    rule = "=" * 62
    text = (
        f"{rule}\nGuild: Harbour\nChannel: general\n{rule}\n\n"
        "[12/31/2020 9:16 PM] anna\nWas it?\n\n{Reactions}\n(2) (1)\n\n"
        "[12/31/2020 9:17 PM] tom\nIt was.\n\n{Attachments}\nhttps://host.example/a.png\n\n"
        "https://host.example/b.png\n\n"
        f"[12/31/2020 9:18 PM] anna\nOh.\n\n{rule}\nExported 3 message(s)\n{rule}\n"
    )
    transcript = read_transcript(text.encode(), "chat.txt")
    assert [said for _, said, _ in sent(transcript)] == ["Was it?", "It was.\nhttps://host.example/b.png", "Oh."]
    assert [apart.text for apart in transcript.apart if apart.what == "notice of the chat"] == [
        "{Reactions}", "(2) (1)", "{Attachments}", "https://host.example/a.png", "Exported 3 message(s)",
    ]  # fmt: skip


def test_more_words_under_a_time_alone_are_the_same_sender_s() -> None:
    text = "Anna  [9:15 PM]\nWas it?\n\nTom  [9:16 PM]\nIt was.\n\n[9:17 PM] And it is.\n\nAnna  [9:18 PM]\nOh.\n"
    transcript = read_transcript(text.encode(), "chat.txt")
    assert [said for _, said, _ in sent(transcript)] == ["Was it?", "It was.\nAnd it is.", "Oh."]


def test_a_log_within_a_page_ends_with_its_fence_and_what_stands_below_is_told() -> None:
    text = (
        "# Harbour\n\nComment by Tom created at 2020-12-31 09:57:36\n\n{{{\n[9:16pm] anna: Was it?\n"
        "[9:17pm] tom: It was.\n[9:17pm] ole left the old chat room. (Read error: 104)\n[9:18pm] anna: Oh.\n"
        "}}}\n\n---\n\nAttachment\n\nComment by Ole\n"
    )
    transcript = read_transcript(text.encode(), "issue.md")
    assert [said for _, said, _ in sent(transcript)] == ["Was it?", "It was.", "Oh.\nAttachment\nComment by Ole"]
    assert [apart.text for apart in transcript.apart if apart.what == "notice of the chat"] == [
        "{{{", "[9:17pm] ole left the old chat room. (Read error: 104)", "}}}",
    ]  # fmt: skip
    told = [f"{problem.line}: {problem.message}" for problem in transcript.problems]
    assert "14: 'Attachment …' stands below the last message: given to who sent it" in told


def test_a_fence_within_a_message_is_of_what_it_says() -> None:
    text = "[9:16pm] anna: Was it?\n```\nno\n```\n[9:17pm] tom: It was.\n[9:18pm] anna: Oh.\n"
    transcript = read_transcript(text.encode(), "log.txt")
    assert [said for _, said, _ in sent(transcript)] == ["Was it?\n```\nno\n```", "It was.", "Oh."]


@pytest.mark.parametrize(
    "text",
    [
        "2020-12-31 21:16 We came to the old harbour at last: late.\n2020-12-31 21:17 So they said to all: go.\n",
        "[9:16pm] The boat came in: four men.\n[9:20pm] They left.\n[9:30pm] The wind rose: a storm.\n",
    ],
)
def test_days_and_times_that_open_sentences_make_no_chat(text: str) -> None:
    assert not read_transcript(text.encode(), "diary.txt").turns


def test_sentences_of_a_talk_that_end_with_a_time_make_no_chat_of_it() -> None:
    lines = ["Anna: When did you leave?", "Tom: We had to wait for hours until", "the boat came in at 9:15 PM"] * 2
    transcript = read_transcript("\n".join(lines).encode(), "talk.txt")
    assert [label for label, _, _ in sent(transcript)] == ["Anna", "Tom"] * 2


@pytest.mark.parametrize(
    "messages",
    [
        [{"user": "U1", "text": "Was it?", "user_profile": {"real_name": "Anna Berg", "name": "anna"}},
         {"user": "U2", "text": "It was.", "user_profile": {"real_name": "Tom", "name": "tom"}}],
        [{"type": "message", "from": "Anna Berg", "text": "Was it?"},
         {"type": "message", "from": "Tom", "text": ["It ", {"type": "bold", "text": "was"}, "."]}],
        [{"role": "Anna Berg", "content": "Was it?"},
         {"role": "Tom", "content": [{"type": "text", "text": "It was."}]}],
    ],
)  # fmt: skip
def test_a_log_in_json_says_who_sent_what(messages: list[object]) -> None:
    for data in (messages, {"messages": messages}):
        transcript = read_transcript(json.dumps(data).encode(), "chat.json")
        assert sent(transcript) == [("Anna Berg", "Was it?", None), ("Tom", "It was.", None)]
