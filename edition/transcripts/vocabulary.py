"""Words of several languages by which the readers of plain text know what a line is; all without capitals."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme mlle m hon judge justice senator rep
    representative congressman congresswoman chairman chairwoman president secretary minister rev father sister
    brother rabbi imam capt captain col colonel gen general lt lieutenant maj major sgt sergeant officer herr
    frau señor señora señorita sr sra srta don doña monsieur signor signora sig dott ing lic г-н г-жа bay bayan
    the
""")
"""Words that stand before a name, without full stops."""
PROSE = _words("""
    also and anyway because but conclusion example finally first firstly fact fyi heading here hint however
    important later listen look maybe meanwhile moreover nb no note notes now oh ok okay once one perhaps point
    problem proof ps reason remember result same second secondly so still summary then there third thirdly thus
    today tomorrow translation two warning well what when where which why yes yesterday yet date place location
    venue time duration title subject language keywords source copyright abstract url http https recorded
    transcribed transcriber transcription transcript interview recording archive collection attention achtung
    anmerkung ausserdem beispiel dann datum ergebnis hinweis ja nein ort titel und also ejemplo entonces fecha
    lugar nota pero primero resumen resultado segundo sí tema título además attention conclusion date donc
    exemple lieu mais note oui non puis remarque résultat sujet titre esempio data luogo nota ma poi aber sonst
    zweitens erstens chapter kapitel capítulo chapitre page seite página tape side part
""")
"""Words before a colon that open a sentence or head a field, and name nobody."""
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
