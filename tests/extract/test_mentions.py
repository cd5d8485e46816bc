"""Mentions: names put right, known actors, titles, described parties, with the tagger silent or wrong."""

import pytest

from kg.extract.coref import build
from kg.extract.discourse import Discourse, Entity
from kg.model import NameType
from tests.sentences import Cell, annotated, sentence

TAGS = {
    "وفد": "NOUN", "قال": "VERB", "قالت": "VERB", "التقى": "VERB", "التقت": "VERB", "زار": "VERB", "وصل": "VERB",
    "كشف": "VERB", "أعلنت": "VERB",
    "في": "ADP", "من": "ADP", "مع": "ADP", "عن": "ADP", "إلى": "ADP", "لدى": "ADP", "و": "CCONJ", "ف": "CCONJ",
    "ب": "ADP", "ل": "ADP", "أن": "SCONJ", "إن": "SCONJ", "حضر": "VERB", "اتفق": "VERB", "عقد": "VERB",
    "الإيراني": "ADJ", "التعاون": "NOUN",
    "الروسي": "ADJ", "الروسية": "ADJ", "التركية": "ADJ", "مطلعة": "ADJ", "روسية": "ADJ",
    "العسكرية": "ADJ", "السوري": "ADJ", "الكردية": "ADJ", "محلية": "ADJ", "الاستخباراتي": "ADJ",
    "أمني": "ADJ", "عراقي": "ADJ", "المنشق": "ADJ", "الحاكم": "ADJ", "الحزب": "NOUN",
}  # fmt: skip


def discourse(*rows: tuple[Cell, ...], names: tuple[tuple[NameType, str], ...] = ()) -> Discourse:
    """The discourse of sentences of tokens; each name is the tagger's in the first sentence that has its words."""
    built = []
    left = list(names)
    for tokens in rows:
        words = " ".join(w for t in tokens for w in ((t,) if isinstance(t, str) else t))
        mine = [n for n in left if f" {n[1]} " in f" {words} "]
        left = [n for n in left if n not in mine]
        built.append(sentence(*tokens, upos=TAGS, names=mine))
    return build(annotated(*built))


def row(text: str) -> tuple[Cell, ...]:
    """Tokens of a text: blanks part them, `+` parts the words of one."""
    return tuple(tuple(token.split("+")) if "+" in token else token for token in text.split())


def entity(found: Discourse, name: str) -> Entity:
    """The entity of this name."""
    return next(e for e in found.entities if e.name == name)


def side(found: Discourse, name: str) -> str | None:
    """The name of the side of an entity."""
    one = entity(found, name)
    return found.entities[one.side].name if one.side is not None else None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ('زار وفد من تنظيم " الدولة " المدينة', "تنظيم الدولة", "ArmedGroup"),
        ("قالت رويترز إن", "رويترز", "MediaOutlet"),
        ('قال ل+صحيفة " ديلي صباح " إن', "ديلي صباح", "MediaOutlet"),
        ('قال ل+صحيفة " الوطن " إن', "الوطن", "MediaOutlet"),
        ("التقى مع حزب الاتحاد الديمقراطي", "حزب الاتحاد الديمقراطي", "Organization"),
        ("قالت وزارة الخارجية الروسية إن", "وزارة الخارجية الروسية", "GovernmentBody"),
        ("وصل الوفد إلى إيران أمس", "إيران", "Place"),
        ("أعلنت إيران أن", "إيران", "State"),
        ("أعلنت موسكو أن", "روسيا", "State"),
        ("اتفق مع الجانب الروسي", "روسيا", "State"),
        ("قالت القيادة التركية إن", "تركيا", "State"),
        ("قال داعش إن", "داعش", "ArmedGroup"),
        ("قال لداعش إن", "داعش", "ArmedGroup"),
    ],
)
def test_names_without_the_tagger(text: str, name: str, kind: str) -> None:
    assert entity(discourse(row(text)), name).type == kind


@pytest.mark.parametrize("text", ["عاد إلى أرض الوطن أمس", "وصل أمس اليوم الأول", "قال إن القاعدة الأولى مهمة"])
def test_ordinary_words_are_no_names(text: str) -> None:
    assert discourse(row(text)).entities == ()


@pytest.mark.parametrize(
    ("text", "tagged", "name", "title"),
    [
        ("قال وزير الخارجية الإيراني محمد جواد ظريف إن", "محمد جواد ظريف", "محمد جواد ظريف", "وزير الخارجية الإيراني"),
        ("قال وزير الخارجية الإيراني محمد جواد ظريف إن", None, "محمد جواد ظريف", "وزير الخارجية الإيراني"),
        ("قال العقيد أحمد عبد الوهاب إن", "العقيد أحمد عبد الوهاب", "أحمد عبد الوهاب", "العقيد"),
        (
            "قال رئيس الاستخبارات العسكرية في القامشلي ، العقيد أحمد عبد الوهاب إن",
            "أحمد عبد الوهاب",
            "أحمد عبد الوهاب",
            "رئيس الاستخبارات العسكرية في القامشلي، العقيد",
        ),
        (
            "قال خادم الحرمين الشريفين الملك سلمان بن عبدالعزيز إن",
            None,
            "سلمان بن عبدالعزيز",
            "خادم الحرمين الشريفين الملك",
        ),
        ("قال سمو ولي ولي العهد الأمير محمد بن سلمان إن", "محمد بن سلمان", "محمد بن سلمان", "سمو ولي ولي العهد الأمير"),
        ("قال رئيس مكتب الأمن ، علي مملوك ، إن", None, "علي مملوك", "رئيس مكتب الأمن"),
        ("التقى محمد بن نايف ولي العهد الوفد", "محمد بن نايف", "محمد بن نايف", "ولي العهد"),
        ("حضر فيصل غانم أبو محمد اللقاء", "فيصل غانم", "فيصل غانم أبو محمد", None),
        ("حضر المحامي فضل السليم أبو مصطفى", None, "فضل السليم أبو مصطفى", "المحامي"),
        ("قال وزير الحج د . بندر حجار إن", "بندر حجار", "بندر حجار", "وزير الحج د"),
        ("قال العقيد المنشق نديم الحسن إن", "نديم الحسن", "نديم الحسن", "العقيد المنشق"),
        ("قال العاهل الأردني الملك عبدالله الثاني إن", "عبدالله الثاني", "عبدالله الثاني", "العاهل الأردني الملك"),
        ("قال عبدربه منصور هادي أمس", "عبدربه منصور", "عبدربه منصور هادي", None),
        ("قال المبعوث إسماعيل ولد الشيخ أحمد أمس", "أحمد", "إسماعيل ولد الشيخ أحمد", "المبعوث"),
        ("التقى محمد بن زايد ولي ولي العهد أمس", "محمد بن زايد ولي ولي", "محمد بن زايد", "ولي ولي العهد"),
    ],
)
def test_people_and_titles(text: str, tagged: str | None, name: str, title: str | None) -> None:
    names: tuple[tuple[NameType, str], ...] = (("PERS", tagged),) if tagged else ()
    found = discourse(row(text), names=names)
    (mention,) = [m for m in found.mentions if m.type == "Person"]
    assert found.entity(mention).name == name
    assert mention.title == title
    assert mention.span.text == name


@pytest.mark.parametrize(
    ("text", "name", "belongs"),
    [
        ('ضم اللقاء وفداً من تنظيم " الدولة " أمس', "وفد من تنظيم الدولة", "تنظيم الدولة"),
        ("التقى قادة في قوات الأسد أمس", "قادة في قوات الأسد", "قوات الأسد"),
        ("كشف مصدر في جهاز الاستخبارات التركية عن", "مصدر في جهاز الاستخبارات التركية", "جهاز الاستخبارات التركية"),
        ("قالت مصادر روسية إن", "مصادر روسية", "روسيا"),
        ("قال مسؤول أمني عراقي إن", "مسؤول أمني عراقي", "العراق"),
        ("التقى عدداً من الأشقاء اليمنيين أمس", "عدد من الأشقاء اليمنيين", "اليمن"),
        ("حضر اللقاء ثلاثة مسؤولين من حماس", "ثلاثة مسؤولين من حماس", "حماس"),
    ],
)
def test_described_parties(text: str, name: str, belongs: str) -> None:
    found = discourse(row(text))
    party = entity(found, name)
    assert (party.type, party.anonymous) == ("UnnamedActor", True)
    assert party.affiliation is not None
    assert found.entities[party.affiliation].name == belongs


def test_titles_one_after_the_other_are_of_one_person() -> None:
    text = "التقى محمد بن نايف ولي العهد ، وزير الداخلية ، الوفد"
    found = discourse(row(text), names=(("PERS", "محمد بن نايف"),))
    (mention,) = [m for m in found.mentions if m.type == "Person"]
    roles = [membership.role for membership in found.entity(mention).memberships]
    assert roles == ["ولي العهد", "وزير الداخلية"]


def test_a_rank_before_and_an_office_after_are_both_kept() -> None:
    found = discourse(row("زار الفريق ركن حمد الرميثي رئيس هيئة الأركان صنعاء"), names=(("PERS", "حمد الرميثي"),))
    assert next(m.span.text for m in found.mentions if m.type != "Place") == "حمد الرميثي"
    assert [m.rank for m in entity(found, "حمد الرميثي").memberships] == [None, "ركن"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("التقى مستشاريه أمس", "مستشاريه"),
        ("التقى سياسيين عراقيين أمس", "سياسيين عراقيين"),
        ("التقى عدة أطراف أمس", "عدة أطراف"),
        ("التقى شخصيات من المعارضة السورية", "شخصيات من المعارضة السورية"),
    ],
)
def test_more_described_parties(text: str, party: str) -> None:
    assert entity(discourse(row(text)), party).type == "UnnamedActor"


@pytest.mark.parametrize(
    ("text", "tagged"), [("زار وفد أمني المدينة", "أمني"), ("أولم يلتق الوفد", "أولم"), ("وفد ضم ، أمس", "ضم")]
)
def test_words_that_the_tagger_takes_for_names(text: str, tagged: str) -> None:
    assert not [m for m in discourse(row(text), names=(("PERS", tagged),)).mentions if m.type == "Person"]


def test_advisers_are_not_the_form_of_address_after_them() -> None:
    found = discourse(row("اجتماع ضم مستشاريه الدكتور أحمد صالح"), names=(("PERS", "أحمد صالح"),))
    assert {"مستشاريه", "أحمد صالح"} <= {e.name for e in found.entities}


def test_a_family_name_with_its_article_fused() -> None:
    spans: tuple[tuple[NameType, str], ...] = (("PERS", "فالح الفياض"), ("PERS", "للفياض"))
    found = discourse(row("قال فالح الفياض إن"), row("زيارة للفياض"), names=spans)
    assert [e.name for e in found.entities] == ["فالح الفياض"]


@pytest.mark.parametrize("text", ["قال إن عشرات السنين مرت", "زار الحزب الحاكم أمس", "وصل أمر سام أمس"])
def test_years_adjectives_and_orders_are_nobody(text: str) -> None:
    assert not [m for m in discourse(row(text)).mentions if m.type in ("Person", "UnnamedActor")]


def test_a_name_with_a_letter_like_a_clitic() -> None:
    spans: tuple[tuple[NameType, str], ...] = (("PERS", "بحاح"), ("PERS", "خالد محفوظ"))
    found = discourse(row("قال بحاح إن"), row("وصل خالد محفوظ ب+حاح أمس"), names=spans)
    assert [e.name for e in found.entities if e.type == "Person"] == ["خالد محفوظ بحاح"]


def test_spans_leave_clitics_out() -> None:
    found = discourse(row("قال و+ل+داعش و+ب+حسب رويترز و+ل+النظام السوري"))
    assert [m.span.text for m in found.mentions] == ["داعش", "رويترز", "لنظام السوري"]
    assert [found.entity(m).name for m in found.mentions] == ["داعش", "رويترز", "النظام السوري"]


def test_a_title_alone_is_a_person_described() -> None:
    found = discourse(row("زار وزير الخارجية الإيراني الدوحة"))
    assert entity(found, "وزير الخارجية الإيراني").type == "UnnamedActor"
    assert side(found, "وزير الخارجية الإيراني") == "إيران"


def test_titles_tell_the_side() -> None:
    text = "التقى وزير الخارجية الروسي سيرغي لافروف مع قائد جيش الإسلام زهران علوش"
    found = discourse(row(text), names=(("PERS", "سيرغي لافروف"), ("PERS", "زهران علوش")))
    assert side(found, "سيرغي لافروف") == "روسيا"
    assert side(found, "زهران علوش") == "جيش الإسلام"


def test_the_body_of_a_title_is_found() -> None:
    found = discourse(row("قال مساعد مدير الأمن العام ل+الشؤون الأمنية اللواء جمعان الغامدي إن"))
    assert side(found, "جمعان الغامدي") == "الأمن العام"
    (membership,) = entity(found, "جمعان الغامدي").memberships
    assert membership.rank == "اللواء"


def test_over_split_names_are_whole() -> None:
    found = discourse(row("قال و+زير الخارجية الروسي أمس"))
    assert entity(found, "وزير الخارجية الروسي")


def test_two_people_in_one_span_and_two_that_are_named() -> None:
    spans: tuple[tuple[NameType, str], ...] = (("PERS", "الملا عمر الملا"), ("PERS", "أختر منصور"))
    found = discourse(row("قال الملا عمر الملا أختر منصور أمس"), names=spans)
    assert [e.name for e in found.entities] == ["عمر", "أختر منصور"]
    both: tuple[tuple[NameType, str], ...] = (("PERS", "رجب أردوغان"), ("PERS", "باراك أوباما"))
    found = discourse(row("اتفق بين الرئيسين التركي رجب أردوغان و+الأمريكي باراك أوباما"), names=both)
    assert [e.name for e in found.entities if e.type != "State"] == ["رجب أردوغان", "باراك أوباما"]
    assert [side(found, name) for name in ("رجب أردوغان", "باراك أوباما")] == ["تركيا", "الولايات المتحدة"]


def test_every_mention_is_text() -> None:
    found = discourse(row('و+ل+لرئيس السوري وفداً من " داعش " و+بـ لـ« الوطن » ( YPG )'))
    for mention in found.mentions:
        assert found.annotated.doc.text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.full_first <= mention.first <= mention.last <= mention.full_last


@pytest.mark.parametrize(
    ("text", "tagged"), [("صرح مصدر ل+صحيفة محلية أمس", "صحيفة محلية"), ('صرح مصدر ل+صحيفة " الفجر " أمس', 'صحيفة "')]
)
def test_a_noun_for_a_body_alone_is_no_name(text: str, tagged: str) -> None:
    found = discourse(row(text), names=(("ORG", tagged),))
    assert not any("صحيفة" in mention.span.text for mention in found.mentions if mention.form == "name")


def test_a_given_name_taken_for_a_verb_belongs_to_its_name() -> None:
    tagged: tuple[tuple[NameType, str], ...] = (("PERS", "غانم السالم"),)
    cells: tuple[Cell, ...] = ("حضر", ("ف", "يصل"), "غانم", "السالم", "اللقاء")
    found = build(annotated(sentence(*cells, upos={"ف": "CCONJ", "يصل": "VERB"}, names=tagged)))
    assert [e.name for e in found.entities if e.type == "Person"] == ["فيصل غانم السالم"]


def test_a_title_goes_on_past_the_noun_of_a_place() -> None:
    names: tuple[tuple[NameType, str], ...] = (("LOC", "الغوطة"), ("LOC", "دمشق"), ("PERS", "سليم العلي"))
    found = discourse(row("قال قائد الجيش في الغوطة ب+ريف دمشق ، سليم العلي ، إن"), names=names)
    (mention,) = [m for m in found.mentions if m.type == "Person"]
    assert mention.title == "قائد الجيش في الغوطة بريف دمشق"


def test_a_family_name_that_a_group_has_too() -> None:
    found = discourse(
        row("التقى الحوثي الوفد"),
        row("قال محمد علي الحوثي أمس"),
        row("أعلنت جماعة الحوثي أن"),
        names=(("PERS", "محمد علي الحوثي"), ("PERS", "الحوثي")),
    )
    assert (entity(found, "محمد علي الحوثي").type, entity(found, "محمد علي الحوثي").aliases) == ("Person", ("الحوثي",))
    assert any(e.type == "ArmedGroup" for e in found.entities)


def test_a_name_that_is_oftener_a_place_is_no_family_name() -> None:
    found = discourse(
        row("دخل الجيش الزبداني أمس"),
        row("قال أحمد الزبداني أمس"),
        names=(("LOC", "الزبداني"), ("PERS", "أحمد الزبداني")),
    )
    assert entity(found, "الزبداني").type == "Place"


def test_one_person_whom_the_tagger_takes_for_two() -> None:
    found = discourse(row("التقى سيرجي لافروف الوفد"), names=(("PERS", "سيرجي"), ("PERS", "لافروف")))
    assert [m.span.text for m in found.mentions if m.type == "Person"] == ["سيرجي لافروف"]


@pytest.mark.parametrize(
    ("text", "tagged", "name", "kind"),
    [
        ("جرت في كانون الثاني و+نيسان محادثات", ("PERS", "نيسان"), "نيسان", None),
        ("قال قائد في مديرية المسيمير إن", ("LOC", "المسيمير"), "مديرية المسيمير", None),
        ("أعلنت مديرية الأمن أن", None, "مديرية الأمن", "GovernmentBody"),
        ("اتخذت تركيا الاحتياطات ل+الدفاع عن الأمن", ("LOC", "تركيا"), "الدفاع", None),
        ("قال وزير الخارجية المصري اليوم إن", None, "المصري اليوم", None),
        ("قالت صحيفة المصري اليوم إن", None, "المصري اليوم", "MediaOutlet"),
        ("التقى الرئيس مع القادة العسكريين أمس", None, "القادة العسكريين", "UnnamedActor"),
    ],
)
def test_what_is_an_actor_and_what_is_none(
    text: str, tagged: tuple[NameType, str] | None, name: str, kind: str | None
) -> None:
    found = discourse(row(text), names=(tagged,) if tagged else ())
    assert next((e.type for e in found.entities if e.name == name), None) == kind


@pytest.mark.parametrize(
    "text",
    [
        "رحب الوزير ب+الاتفاق الأميركي - التركي حول القاعدة",
        "رحب الوزير ب+اتفاق أميركي تركي حول القاعدة",
        "رحب الوزير ب+اتفاقيات التعاون الأميركية و+التركية",
    ],
)
def test_adjectives_of_states_on_a_noun_of_agreement_are_those_who_agreed(text: str) -> None:
    assert {e.name for e in discourse(row(text)).entities} >= {"الولايات المتحدة", "تركيا"}


def test_with_whom_one_agreed_may_be_an_adjective_alone() -> None:
    found = discourse(row("وافقت أنقرة على السماح ل+طائرات أميركية ب+استخدام القاعدة"))
    assert "الولايات المتحدة" in {e.name for e in found.entities}


def test_elsewhere_an_adjective_of_a_state_is_nobody() -> None:
    found = discourse(row("رحب الوزير ب+الاتفاق حول القاعدة التركية"))
    assert "تركيا" not in {e.name for e in found.entities}


def test_two_adjectives_of_states_on_a_noun_of_meeting_are_those_who_meet() -> None:
    tags = {**TAGS, "تجري": "VERB", "مفاوضات": "NOUN", "جدية": "ADJ", "أميركية": "ADJ", "تركية": "ADJ"}
    pair = sentence(*row("تجري مفاوضات جدية أميركية – تركية منذ شهر ."), upos=tags)
    assert {"الولايات المتحدة", "تركيا"} <= {e.name for e in build(annotated(pair)).entities}
    alone = sentence(*row("تجري مفاوضات جدية أميركية منذ شهر ."), upos=tags)
    assert not build(annotated(alone)).entities


@pytest.mark.parametrize("place", ["الزاوية", "مدينة الزاوية"])
def test_a_delegation_from_a_place(place: str) -> None:
    found = discourse(row(f"التقى الوزير مع وفد من {place} ."), names=(("LOC", "الزاوية"),))
    assert entity(found, f"وفد من {place}").type == "UnnamedActor"


def test_for_whom_representatives_speak() -> None:
    words = row("التقى ممثلين عن متظاهري السكك .")
    built = sentence(*words, upos={**TAGS, "ممثلين": "NOUN", "متظاهري": "NOUN", "السكك": "NOUN"})
    assert entity(build(annotated(built)), "ممثلين عن متظاهري السكك").type == "UnnamedActor"


def test_people_of_two_kinds_are_one_party() -> None:
    words = row("التقى دبلوماسيين و+استخباراتيين أميركيين .")
    built = sentence(*words, upos={**TAGS, "دبلوماسيين": "NOUN", "استخباراتيين": "ADJ", "أميركيين": "ADJ"})
    assert entity(build(annotated(built)), "دبلوماسيين واستخباراتيين أميركيين").type == "UnnamedActor"


def test_a_name_that_needs_another_is_an_unnamed_body_without_it() -> None:
    alone = entity(discourse(row("أعلنت قوات التحالف هدنة .")), "قوات التحالف")
    assert (alone.known, alone.anonymous) == (None, True)  # which coalition is not said: no other article's
    explained = discourse(row("أعلن نظام الأسد هدنة ."), row("أعلنت قوات النظام أن"))
    assert entity(explained, "نظام الأسد").known == "sy.regime"
    assert "قوات النظام" not in {e.name for e in explained.entities}


def test_a_family_name_after_a_name_of_two_words() -> None:
    names: tuple[tuple[NameType, str], ...] = (("PERS", "عبد الله أوجلان"),)
    found = discourse(row("قال الزعيم عبد الله أوجلان إن"), row("زار أوجلان أمس"), names=names)
    assert len(entity(found, "عبد الله أوجلان").mentions) == 2
