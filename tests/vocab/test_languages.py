"""The language of a text, or none where it cannot be told."""

from __future__ import annotations

import pytest

from backfile.vocab.languages import language_of


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ferry did not sail on Monday, and it has been at the quay for a week with nobody on board."),
        ("de", "Die Fähre ist am Montag nicht gefahren und liegt nach Angaben der Reederei seit einer Woche am Kai."),
        ("fr", "Le traversier n'a pas pris la mer lundi et reste à quai depuis une semaine avec les passagers à bord."),
        ("es", "El transbordador no salió el lunes y está en el muelle desde hace una semana con los pasajeros."),
        ("pt", "A balsa não saiu na segunda-feira e está no cais há uma semana com os passageiros, disse a empresa."),
        ("it", "Il traghetto non è partito lunedì ed è al molo da una settimana con i passeggeri che sono a bordo."),
        ("nl", "De veerboot is maandag niet vertrokken en ligt al een week aan de kade met de passagiers aan boord."),
        ("sv", "Färjan gick inte i måndags och har legat vid kajen i en vecka med passagerarna som är ombord."),
        ("pl", "Prom nie wypłynął w poniedziałek i od tygodnia stoi przy nabrzeżu, jak podał przewoźnik z Gdyni."),
        ("ru", "Паром не вышел в море в понедельник и уже неделю стоит у причала с пассажирами на борту."),
        ("uk", "Пором не вийшов у море в понеділок і вже тиждень стоїть біля причалу з пасажирами на борту."),
        ("ar", "لم تبحر العبارة يوم الاثنين وهي راسية منذ أسبوع على الرصيف وعلى متنها الركاب كما قالت الشركة"),
        ("fa", "کشتی روز دوشنبه حرکت نکرد و یک هفته است که با مسافران در کنار اسکله مانده است و شرکت چیزی نگفت"),
        ("zh", "渡轮星期一没有开航，乘客们已经在码头等了一个星期。"),
        ("ja", "フェリーは月曜日に出港せず、乗客は一週間も岸壁で待っている。"),
        ("ko", "여객선은 월요일에 출항하지 않았고 승객들은 일주일째 부두에서 기다리고 있다."),
        ("el", "Το πλοίο δεν απέπλευσε τη Δευτέρα και βρίσκεται στην προβλήτα εδώ και μία εβδομάδα."),
        ("tr", "Feribot pazartesi günü hareket etmedi ve bir haftadır yolcularla birlikte rıhtımda bekliyor."),
    ],
)
def test_a_sentence_tells_its_language(lang: str, text: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize("text", ["", "12 345", "Net 1,079,100 vs 3,453,000", "OK", "*** --- ***"])
def test_figures_and_scraps_tell_none(text: str) -> None:
    assert language_of(text) == ""
