"""Words of several languages by which the readers of plain text know what a line is; all without capitals."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


TITLES = _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme mlle m hon judge justice senator rep
    representative congressman congresswoman chairman chairwoman president secretary minister rev father sister
    brother rabbi imam capt captain col colonel gen general lt lieutenant maj major sgt sergeant officer herr
    frau señor señora señorita sr sra srta don doña monsieur signor signora sig dott ing lic г-н г-жа bay bayan
    the
""")
"""Words that stand before a name, without full stops."""
PROSE = _words("""
    also and anyway because break but conclusion example finally first firstly fact fyi heading here hint however
    important later listen look maybe meanwhile moreover nb no note notes now oh ok okay once one perhaps point
    problem proof ps reason remember result see same second secondly so still summary then there third thirdly thus
    today tomorrow translation two warning well what when where which why yes yesterday yet date place location
    venue time duration title subject language keywords source copyright abstract url http https recorded
    transcribed transcriber transcription transcript interview recording archive collection attention achtung
    anmerkung ausserdem beispiel dann datum ergebnis hinweis ja nein ort titel und also ejemplo entonces fecha
    lugar nota pero primero resumen resultado segundo sí tema título además attention conclusion date donc
    exemple lieu mais note oui non puis remarque résultat sujet titre esempio data luogo nota ma poi aber sonst
    zweitens erstens chapter kapitel capítulo chapitre page seite página tape side part
""")
"""Words before a colon that open a sentence or head a field, and name nobody."""
TEXT_WORDS = _words("""
    by date duration interview location notes quotes recording time title transcript transcription transcripts
""")
"""Words that end a heading or a field of several words, which stands once and names nobody."""
ROLES = _words("""
    speaker interviewer interviewee question answer witness moderator host guest narrator audience court clerk
    reporter voice participant man woman male female unknown unidentified q a frage antwort sprecher sprecherin
    pregunta respuesta entrevistador entrevistadora entrevistado entrevistada intervieweur intervieweuse réponse
""")
"""What somebody does in a talk, where it stands in place of a name."""
EVERYBODY = _words("""
    all both together everyone everybody several chorus voices group alle beide todos todas ambos tous ensemble
    tutti все 众人 全员
""")
"""Labels of several people who speak together."""
FIELDS = _phrases("""
    accession number, address, archive, audio, birth date, born, collection, copyright, date, date of birth,
    date of interview, dates, description, duration, editor, edited by, file, file name, format, fecha, datum,
    identifier, interview date, interview location, interview number, keywords, language, languages, length,
    length of interview, lieu, location, lugar, notes, occupation, ort, permissions, place, place of interview,
    platform, project, project title, published, recorded, recorded at, recorded by, recorded on, recording,
    restrictions, rights, series, session, source, sprache, subject, subjects, summary, tags, time, title, titel, titre,
    título, topic, topics, transcribed, transcribed by, transcriber, transcript by, transcription, transcript,
    url, venue, video, 日期, 时间, 時間, 地点, 地點, 标题, 標題, 语言, 語言, 文件名, 檔案名稱, 转录时间, 轉錄時間,
    侦测语言, 偵測語言, дата, место,
    case name, case no., case number, date of deposition
""")
"""What heads a line of a file's head that tells of the interview."""
PARTICIPANTS = _phrases("""
    abbreviations, also present, anwesend, anwesende, appearances, cast, in attendance, interviewees, interviewers,
    key, names, participants, people, persons present, present, speakers, teilnehmer, participantes, personas,
    intervenants, 参与者, участники
""")
"""What heads a list of those who speak."""
ROLE_FIELDS: dict[str, tuple[str, ...]] = {
    "author": (),
    "befragte": ("B", "BP"),
    "befragter": ("B", "BP"),
    "entrevistado": ("E",),
    "entrevistada": ("E",),
    "entrevistador": (),
    "entrevistadora": (),
    "guest": (),
    "host": (),
    "informant": (),
    "interviewed by": ("Interviewer", "INTERVIEWER", "INT", "Q"),
    "interviewee": ("A",),
    "interviewee name": ("Interviewee", "INTERVIEWEE"),
    "interviewer": ("INT", "Int", "INT.", "IV", "Q"),
    "interview with": ("Interviewee", "INTERVIEWEE"),
    "moderator": (),
    "name": (),
    "narrator": ("A",),
    "respondent": (),
    "speaker": (),
    "witness": ("THE WITNESS", "A"),
    "witness name": ("THE WITNESS", "A"),
    "采访者": ("问",),
    "受访者": ("答",),
}
"""Fields of the head whose value is a person, and the labels that such a person may bear in the talk."""
LETTER_PAIRS = tuple(frozenset(pair) for pair in ("QA", "QR", "PR", "FA", "DR", "ВО", "ΕΑ", "SC"))
"""Letters for who asks and who answers, in several languages."""
LETTER_WORDS = _words("""
    question answer réponse frage antwort pregunta respuesta pergunta resposta domanda risposta вопрос ответ
""")
"""Words that the first question and the first answer may have in full, where letters stand for them from then on."""
DIRECTIONS = _phrases("""
    applause, both laugh, chuckles, chuckling, coughs, cries, crying, gestures, laugh, laughing, laughs, laughter,
    long pause, music, nods, pause, pauses, points, shakes head, sighs, silence, sings, smiles, sobs, weeps,
    aplausos, pausa, risa, risas, ríe, ríen, se ríe, silencio, llora, lacht, lachen, gelächter, pause, schweigt,
    weint, rire, rires, rit, silence, ride, risate, 笑, 笑声, 笑い, 沉默, 哭, смех, смеётся, смеется, пауза, gülüyor,
    gülüşmeler
""")
"""Stage directions that stand in round brackets among words, where other words in such brackets are the speaker's."""
SOUNDS = _words("""
    applause aplausos applaudissements applaus beep beeping bell bells bleep break cheering cheers clapping
    crosstalk cross-talk foreign gelächter inaudible indiscernible indistinct instrumental laughs laughing laughter
    music musik musique música noise overlapping pause pauses playing rings ringing risas rires silence sings
    singing sound sounds static unintelligible unverständlich аплодисменты музыка смех 掌声 笑声 音乐
""")
"""Words of which one is enough for what stands in brackets to be a sound, or what a typist could not hear."""
NOTE_HEADINGS = _phrases("""
    notes, note, end notes, endnotes, footnotes, references, sources, anmerkungen, endnoten, fußnoten, fussnoten,
    quellen, notas, notas al pie, notas finales, referencias, referências, fuentes, notes de fin, références,
    riferimenti,
    примечания, сноски, источники, примітки, przypisy, 注, 注释, 註釋, 注释与参考, 脚注, 腳註, 尾注, 尾註,
    参考文献, 參考文獻,
    الهوامش, هوامش, المراجع, הערות, 주, 각주, 미주
""")
"""What heads the notes below a text."""
