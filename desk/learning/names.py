"""First names that shoppers have most often: "sono giulia" is a name, "sono stanca" is not."""

from __future__ import annotations

_FREQUENT = """
    adriana adriano alberto alessandra alessandro alessia alessio alice andrea angela angelo anna annalisa
    antonella antonio arianna aurora barbara beatrice benedetta bianca bruno camilla carla carlo carlotta
    carmela carmine caterina cecilia chiara cinzia claudia claudio cristian cristiana cristina dario daniela
    daniele davide debora diego domenico donatella edoardo elena eleonora elisa elisabetta emanuela emanuele
    emma enrico erica erika ettore eugenio fabio fabiana fabrizio federica federico filippo flavia flavio
    franca francesca francesco franco gabriele gabriella gaia giacomo gianluca gianni gianluigi giorgia
    giorgio giovanna giovanni giulia giuliana giulio giuseppe giuseppina grazia greta guido ilaria irene
    isabella ivan jacopo laura leonardo letizia lidia liliana livia lorenza lorenzo loredana luca lucia
    luciana luciano luigi luisa maddalena manuel manuela mara marcella marcello marco margherita maria
    marianna mario marta martina massimiliano massimo matilde matteo mattia maurizio mauro michela michele
    miriam mirko monica nadia nicola nicole nicoletta noemi ornella paola paolo pasquale patrizia piero
    pietro raffaele raffaella rebecca renato riccardo rita roberta roberto rocco rosa rosanna rossella sabrina
    salvatore samuele sandra sandro sara serena sergio silvia silvio simona simone sofia sonia stefania
    stefano susanna tania teresa tiziana tiziano tommaso ugo umberto valentina valeria valerio vanessa
    veronica vincenzo viola virginia vittoria vittorio viviana walter
    adam alan alex alexander alexandra amanda amelia amy andrew anne anthony ben benjamin brian carol
    caroline catherine charles charlotte chris christine christopher claire daniel david deborah diana
    edward elizabeth emily emma eric frank george grace hannah harry heather helen henry jack jacob james
    jane janet jason jennifer jessica joe john jonathan joseph joshua julia julie karen kate katherine kevin
    kim laura lauren linda lisa louise lucy margaret maria mark martin mary matthew megan melissa michael
    michelle nancy natalie nicholas oliver olivia pamela patricia patrick paul peter philip rachel rebecca
    richard robert ryan samantha samuel sandra sarah scott simon sophie stephen steven susan thomas tim
    timothy victoria william
"""
FIRST_NAMES = frozenset(_FREQUENT.split())
"""In small letters."""
_ALSO_WORDS = """
    angelo aurora barbara bianca bruno chiara franca franco gaia grace grazia greta letizia mark rosa serena
    viola virginia vittoria
"""
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are colours and other words as well: taken for names only where somebody is introduced."""
