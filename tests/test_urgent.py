"""Urgent signs: messages that need help at once, and everyday messages that only sound like it.

A missed emergency weighs more than a false alarm, yet a chat that cries wolf is not listened to.
"""

import pytest

from answering.knowledge import knowledge
from answering.urgent import ALARM, CALM, is_urgent, urgent_sign

URGENT = {
    "chest pain into the arm": "I have a crushing pain in my chest and it goes down my left arm",
    "chest pressure with sweating": "there is a heavy pressure on my chest and I am sweating a lot",
    "tight chest and breath": "my chest feels tight and I'm short of breath, would massage help?",
    "chest pain, then a question": "My chest hurts and I feel sick. What is the best therapy?",
    "chest pain of somebody else": "my husband has chest pains and his jaw aches, can you help",
    "drooping face": "one side of my mum's face is drooping",
    "slurred words": "he is slurring his words since breakfast",
    "cannot speak": "suddenly I can't get my words out properly",
    "weak side": "my right arm and leg went weak all of a sudden",
    "sudden loss of sight": "I suddenly can't see out of one eye",
    "worst headache": "this is the worst headache of my life and it came like a thunderclap",
    "saddle numbness": "my back hurts and I have gone numb between my legs",
    "bladder": "low back pain and since this morning I can't pee",
    "bowels": "with this sciatica I have lost control of my bowels",
    "wet themselves": "since the back pain started I keep wetting myself",
    "legs giving way": "both my legs have gone numb and weak and I can hardly stand",
    "swollen calf after a flight": "after a long flight my calf is swollen, red and hot",
    "one swollen leg": "my left leg is swollen and painful and warm to touch, massage it?",
    "wants to die": "the pain is so bad I don't want to live any more",
    "thinking of suicide": "I keep thinking about suicide",
    "end my life": "I want to end my life",
    "hurt myself": "I am going to hurt myself tonight",
    "many tablets": "I took 30 paracetamol tablets an hour ago",
    "overdose": "I think I have overdosed on my painkillers",
    "swallowed a packet": "my daughter swallowed a whole packet of ibuprofen",
    "tongue swelling": "my tongue is swelling up after the oil they used",
    "throat closing": "my throat is closing and I have hives everywhere",
    "cannot breathe": "I can't breathe properly",
    "gasping": "she is gasping for air and her lips are blue",
    "fall and cannot move": "I fell down the stairs this morning and can't move my legs",
    "crash and neck": "I was in a car crash an hour ago and my neck is very painful",
    "head injury": "he hit his head today and keeps vomiting",
    "unconscious": "my friend is unconscious on the massage table",
    "seizure": "my son is having a seizure",
    "blood": "I am coughing up blood",
    "bleeding": "the wound is bleeding and it won't stop",
    "after the treatment": "since the neck massage yesterday I see double and my face is numb",
    "clot by its name": "i think it's a clot in my calf, it is hot and swollen",
    "bone": "the bone is sticking out of his shin",
    "bent limb": "her arm is bent the wrong way after the fall",
    "pen": "they gave him his epi-pen ten minutes ago and he wants to come along",
    "goodbye": "I have said my goodbyes to everyone",
    "not to be around": "I'm not planning to be around next month",
    "child": "the baby licked the bottle of oil and is limp",
    "wheeze and lips": "she is wheezing and her lips are swelling up",
    "control misspelled": "lost controll of my bowels lifting a box",
    "past and present": "I had a stroke two years ago. Now my face is drooping again.",
}


@pytest.mark.parametrize("message", URGENT.values(), ids=URGENT.keys())
def test_an_emergency_is_recognised(message: str) -> None:
    assert urgent_sign(message) is not None


ORDINARY = {
    "goodbye to a therapist": "I never said goodbye to my old therapist, is that rude?",
    "pen not used": "I carry an epipen but haven't used it, do you need to know?",
    "old clot": "I had a clot years ago, is massage fine?",
    "child and massage": "can my toddler have a massage?",
    "bent over": "my back hurts when I am bent over the wrong desk",
    "tight chest muscles": "can myofascial release loosen tight chest muscles from desk work?",
    "chest massage": "is a chest massage part of a session?",
    "chest stretch": "my chest and shoulders feel tight after swimming, what helps?",
    "past heart attack": "I had a heart attack three years ago, is massage safe for me?",
    "past stroke": "does massage help people who had a stroke last year?",
    "stroke as a word": "what kind of strokes does a massage use?",
    "long strokes": "are the strokes in a massage slow?",
    "history of clots": "I have a history of blood clots, can I have a massage?",
    "swelling in general": "does massage reduce swelling?",
    "swollen ankles": "can lymphatic drainage help with swollen ankles in the evening?",
    "old whiplash": "I had a car accident five years ago and my neck is still stiff",
    "fall years ago": "I fell off a horse as a child and have had back pain since",
    "tingling fingers": "my fingers tingle after typing, would myofascial release help?",
    "numb foot for months": "I have had numbness in my foot for months, is massage any good?",
    "sciatica": "what do the articles say about sciatica?",
    "weak back": "my back feels weak after gardening",
    "breathing exercises": "should I breathe deeply during the session?",
    "breath held": "do people hold their breath when it hurts?",
    "jaw pain": "is TMJ jaw pain treated?",
    "jaw and face": "can they work on my face and jaw?",
    "headache": "can it help with tension headaches?",
    "migraine": "I get migraines every week, which one helps?",
    "killing me metaphor": "my back is killing me, which one should I take?",
    "dying to know": "I'm dying to try myofascial release, what should I expect?",
    "dead legs": "my legs feel dead after running",
    "painkillers": "can I take painkillers before a massage?",
    "took two ibuprofen": "I took two ibuprofen, can I still come?",
    "too many sessions": "can you have too many sessions?",
    "bleeding gums": "will a massage make my bruises bleed?",
    "blood flow": "does massage improve blood flow?",
    "bladder in general": "does fascia surround the bladder?",
    "pelvic pain": "is pelvic pain treated?",
    "toilet": "can I go to the toilet during the session?",
    "emotional release": "why do I cry during a session?",
    "depression": "does craniosacral therapy help with depression?",
    "hurt": "will it hurt?",
    "cut down": "I want to cut down on massages",
    "stuck": "what does it mean that the fascia is stuck and dense?",
    "unconscious patterns": "can old unconscious patterns be released?",
    "collapse on sofa": "I collapse on the sofa every evening, does massage give energy?",
    "definition": "what is a stroke?",
    "fainting in general": "do people ever feel dizzy after a massage?",
}


@pytest.mark.parametrize("message", ORDINARY.values(), ids=ORDINARY.keys())
def test_an_everyday_message_is_no_emergency(message: str) -> None:
    assert urgent_sign(message) is None


CHEST = "I have a crushing pain in my chest and it goes down my left arm"

VARIANTS = {
    "capitals": CHEST.upper(),
    "lower case": CHEST.lower(),
    "after small talk": f"Hello there. {CHEST}.",
    "before a question": f"{CHEST}. Which is better, massage or myofascial release?",
    "in the middle of a long message": f"{'My back is stiff. ' * 40}{CHEST}. {'Is it safe? ' * 40}",
    "after something long past": f"I had surgery three years ago. {CHEST}.",
    "after a question about nobody": f"What is a heart attack? {CHEST}!",
    "comes again now": "I had a stroke two years ago and now my face is drooping again",
}


@pytest.mark.parametrize("message", VARIANTS.values(), ids=VARIANTS.keys())
def test_an_emergency_is_recognised_however_it_is_told(message: str) -> None:
    assert urgent_sign(message) is not None


APOSTROPHES = ["I can't breathe", "I can’t breathe", "I cant breathe"]


@pytest.mark.parametrize("message", APOSTROPHES)
def test_apostrophes_make_no_difference(message: str) -> None:
    assert urgent_sign(message) == "airway"


DENIED = {
    "no fever": "my neck is stiff from the draught, no fever or rash, otherwise well",
    "without a headache": "stiff neck without fever, without headache",
    "has none": "my neck is stiff but I don't have a temperature",
}


@pytest.mark.parametrize("message", DENIED.values(), ids=DENIED.keys())
def test_what_somebody_says_they_do_not_have_is_no_sign(message: str) -> None:
    assert urgent_sign(message) is None


def test_what_is_denied_hides_no_other_sign() -> None:
    assert urgent_sign("no fever, but I have no feeling between my legs and my back hurts")
    assert urgent_sign("stiff neck, a fever and no swelling")


PAST = {
    "years ago": "I had crushing chest pain and could not breathe three years ago",
    "last year": "last year I fell and had a numb face",
    "as a child": "as a child I could not breathe at night, I had trouble breathing",
    "about people": "for people with chest pain and trouble breathing",
    "no sign of it": "I have no chest pain but sweat a lot",
}


@pytest.mark.parametrize("message", PAST.values(), ids=PAST.keys())
def test_what_is_past_or_about_nobody_calls_for_no_help(message: str) -> None:
    assert urgent_sign(message) is None


@pytest.mark.parametrize(
    "message", ["", " ", "?", "按摩有帮助吗？", "x" * 10_000, "chest " * 2_000]
)
def test_odd_messages_are_no_emergency(message: str) -> None:
    assert urgent_sign(message) is None


def test_every_sign_has_a_name_of_its_own_and_something_to_match() -> None:
    signs = knowledge("urgent")["sign"]
    names = [sign["name"] for sign in signs]

    assert len(names) == len(set(names))
    assert all(sign["all"] and all(sign["all"]) for sign in signs)


@pytest.mark.parametrize(
    ("message", "calls"),
    [
        ("something is not right with me", True),
        ("I sprained my wrist and it is swollen", False),
        ("I sprained my wrist and now my chest hurts and I can't breathe", True),
    ],
)
def test_something_ordinary_needs_more_likeness_unless_a_sign_stands_beside_it(
    message: str, calls: bool
) -> None:
    assert is_urgent(message, ALARM + CALM / 2) is calls
