"""Invented companies, and what one can work as."""

COMPANIES = (
    "Rævlinge Bageri", "Fjordskov Gartneri", "Plejecentret Enghaven", "Møllebæk Maskinfabrik",
    "Hotel Strandlyst", "Østerby Tømrerforretning", "Grøntorvets Lager", "Kystvejens Vaskeri",
    "Daginstitutionen Mælkebøtten", "Nordmarkens Slagteri", "Værkstedet på Havnen",
    "Rævlinge Rengøring", "Ådalens Mejeri", "Skovlyst Planteskole",
)  # fmt: skip
OCCUPATIONS = (
    "Bagerassistent", "Gartnermedhjælper", "Social- og sundhedshjælper", "Svejser", "Køkkenhjælper",
    "Lagermedarbejder", "Rengøringsassistent", "Pædagogmedhjælper", "Chauffør", "Tømrer",
    "Butiksassistent", "Produktionsmedarbejder", "Tjener", "Bogholder",
)  # fmt: skip
