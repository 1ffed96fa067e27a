"""Invented names: our own short lists of common given and family names, by language area.

No list was copied; every person in the demo is a chance combination of two or three words.
"""

from dataclasses import dataclass
from random import Random
from typing import Literal

Sex = Literal["female", "male"]


@dataclass(frozen=True)
class Area:
    """People who share a stock of names; origin and language are facts about the person.

    Attributes:
        origin: Country of origin, ISO 3166-1 alpha-2.
        language: Preferred language, ISO 639.
        family_takes: How a family shares its name: `shared`, or `own` where each has a name
            of their own (the second word is the father's given name).
    """

    origin: str
    language: str
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]
    family_takes: Literal["shared", "own"] = "shared"


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text; `_` stands for a space inside a name."""
    return tuple(word.replace("_", " ") for word in text.split())


AREAS: dict[str, Area] = {
    "syria": Area(
        "SY",
        "ar",
        words("Amal Rima Hanan Layla Nour Salma Yasmin Rania Dalia Hala Maysa Lubna Samar Aya"),
        words("Omar Khaled Bassam Samir Yousef Tarek Nabil Rami Fadi Ziad Karim Anas Walid Majd"),
        words("Haddad Khoury Darwish Al-Masri Najjar Saleh Qabbani Hamdan Shaheen Barakat Kassab"),
    ),
    "eritrea": Area(
        "ER",
        "ti",
        words("Selam Mehret Feven Rahwa Luwam Saba Helen Bisrat Winta Elsa Yohana Semhar"),
        words("Tesfay Yonas Filmon Abel Merhawi Samuel Dawit Kidane Robel Henok Isaias Aman"),
        words("Tekle Gebremedhin Haile Woldu Mebrahtu Ghirmay Berhane Asmerom Habte Zerai Kahsay"),
        "own",
    ),
    "ukraine": Area(
        "UA",
        "uk",
        words("Oksana Iryna Natalia Olena Kateryna Svitlana Tetiana Yulia Sofiia Daryna Halyna"),
        words("Andrii Oleksandr Dmytro Serhii Taras Maksym Bohdan Ivan Yurii Mykola Petro Artem"),
        words("Kovalenko Shevchuk Bondar Melnyk Tkachuk Savchenko Lysenko Moroz Havryliuk Rudenko"),
    ),
    "afghanistan": Area(
        "AF",
        "fa",
        words("Zahra Fereshta Shabnam Parwana Mina Laila Nargis Soraya Roya Fatima Palwasha Hosna"),
        words("Ahmad Farid Hamid Jawad Mustafa Rahim Nasir Qasim Idris Zabi Mirwais Habib Sohrab"),
        words("Ahmadi Rahimi Noori Karimi Hosseini Azizi Sultani Popal Stanekzai Yusufi Amiri"),
    ),
    "iran": Area(
        "IR",
        "fa",
        words("Shirin Maryam Leila Nasrin Azadeh Parisa Mahsa Golnar Setareh Niloufar Elham"),
        words("Reza Mehdi Kian Arash Behrouz Daryoush Farhad Kaveh Siamak Navid Pejman Babak"),
        words("Moradi Rostami Ghorbani Jafari Akbari Sadeghi Bahrami Kamali Shirazi Tehrani"),
    ),
    "somalia": Area(
        "SO",
        "so",
        words("Hodan Ayaan Fadumo Sahra Ifrah Nasra Hibo Sagal Deqa Ubah Khadra Idil Amina"),
        words("Abdi Mohamed Yusuf Hassan Liban Guled Mahad Farah Bile Warsame Said Dahir Jama"),
        words("Warsame Abdi Nur Farah Jama Elmi Hirsi Osman Gedi Ali Hersi Ismail Aden"),
        "own",
    ),
    "congo": Area(
        "CD",
        "sw",
        words("Furaha Neema Espérance Rehema Joséphine Grâce Mapendo Zawadi Aimée Bénédicte"),
        words("Baraka Amani Innocent Désiré Jérémie Moïse Pascal Heri Élie Bahati Célestin Espoir"),
        words("Mugisha Bisimwa Kabongo Mwamba Ndayizeye Lubala Cirhuza Mutombo Byamungu Kasongo"),
    ),
    "myanmar": Area(
        "MM",
        "my",
        words("Hla_Hla Thida Khin_Mar Nilar Su_Su Mya_Mya Aye_Aye Sandar May_Thu Ei_Phyu Yin_Yin"),
        words("Aung_Min Kyaw_Zin Ko_Ko Min_Thu Thant_Zin Zaw_Win Htun_Lin Ye_Naing Nay_Myo"),
        words("Aung Win Htwe Oo Lwin Naing Thein Myint Soe Maung Kyi Hlaing"),
        "own",
    ),
    "turkey": Area(
        "TR",
        "tr",
        words("Gülşen Özlem Ayşe Şule Nurgül Çiğdem Filiz İpek Sevgi Aslıhan Derya Yıldız"),
        words("Mehmet Çağlar Uğur Şahin Hüseyin Gökhan İsmail Ömer Tuğrul Barış Kadir Yaşar"),
        words("Yılmaz Öztürk Çelik Şimşek Doğan Güneş Koç Kılıç Aydın Yıldırım Özdemir"),
    ),
    "colombia": Area(
        "CO",
        "es",
        words("María_José Inés Lucía Ángela Rocío Begoña Sofía Yolanda Catalina Verónica Belén"),
        words("José Andrés Íñigo Raúl Óscar Hernán Joaquín Martín Fabián Iván Germán"),
        words("Muñoz Ibáñez Peña Gómez Núñez Rincón Cárdenas Beltrán Ordóñez Quiñones"),
    ),
    "thailand": Area(
        "TH",
        "th",
        words("Malee Suda Ratana Kanya Pim Nittaya Achara Wanida Siriporn Duangjai Orathai"),
        words("Somchai Anan Kitti Prasert Niran Wichai Surin Chai Thawat Montri"),
        words("Åkjær Sørbæk Ældal Østermølle Kærhøj Søholm Vestbjærg Damkjær Bækskov Nørlund"),
    ),
}
"""Thai spouses in the demo carry a Danish partner's name, so æ, ø and å are met in lists."""


def given_name(area: Area, sex: Sex, random: Random) -> str:
    """Return a given name from the area."""
    return random.choice(area.female if sex == "female" else area.male)


def family_name(area: Area, random: Random) -> str:
    """Return a family name from the area."""
    return random.choice(area.family)
