"""Writes the nasty export: what real exports do wrong, a little of everything, in three files.

Everybody in it is invented; the CPR numbers are of births in 2030 and later.

    python make.py

- nyankomne.csv: Windows-1252, dates in five ways, a line break inside a text, one row too long.
- register.xlsx: a title, two header rows with merged cells, days as Excel dates and as numbers;
  says other things about residence than nyankomne.csv does.
- haendelser.txt: UTF-16, tabs, one event a row, moments with time zones.
"""

# ruff: noqa: E501 -- the rows of an export are as long as they are
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

FOLDER = Path(__file__).parent
PEOPLE = r'''
Sagsnr;CPR;Navn fornavn;Navn efternavn;Født;Køn;Land;Opholdsgrundlag;Fra;Til;Kontrakt;Timer;Job fra;Job til;Bemærkning
N-001;010130-5001;Åse;Østergård-Nour ;12-05-1988;K;SY;FLY;01-03-2017;;20-03-2017;18,5;01-10-2018;31-12-2018;"Talte med skolen.
Ringer igen; om mandag."
N-002;0201305002;Bilal;Æbelø;1985;M;SY;FLY;3.4.17;;NULL;.;;;
 N-003 ;030130-5003;Selam; Tekle;05-1990;K;ER;FLY;05-2017;06-2018;12. maj 2017;37,0;01-06-2018;;"Sagde ""ja tak"""
N-004;40130-5004;Daniel;Habte;07-07-1979;M;ER;KVO;31-02-2017;;;;;;
N-005;050130-5005;Hiba;Saleh;1-1-1990;K;SY;FLY;01-06-2018;01-03-2018;;;;;
N-006;60130500;Omar;Najjar;02-02-1992;M;SY;FLY;01-06-2018;;;1.024,0;01-07-2018;;
N-007;70130 5007;Rana;Zaman;03-03-1993;K;SY;XYZ;01-07-2018;;;;;;ukendt kode
N-008;080130-5008;Yonas;Gebre;04-04-1994;M;ER;FLY;01-08-2018;;15-08-2018;37,0;01-02-2019;30-06-2019;

N-001;010130-5001;Åse;Østergård-Nour ;12-05-1988;K;SY;FLY;01-03-2017;;20-03-2017;18,5;01-10-2018;31-12-2018;"Talte med skolen.
Ringer igen; om mandag."
N-008;990130-5008;Yonas;Gebre;04-04-1994;M;ER;;;;;20,0;03-02-2019;;
N-008;090130-5008;Yonas;Gebre;04-04-1994;M;ER;;;;;37,0;03-02-2019;30-06-2019;
;100130-5010;Ukendt;Ukendt;;;;FLY;01-01-2018;;;;;;
N-011;110130-5011;Lina;Darwish;05-05-1995;K;SY;FLY;01-09-2018;;;15;01-01-2019;;for;mange felter
N-012;120130-5012;Taras;Melnyk;06-06-1996;M;UA;MID;24-02-2022;;;37,0;01-02-2030;;
N-013;130130-5013;SÃ¸ren;Bondar;07-07-1997;M;UA;MID;01-05-2022;;;1,5,0;01-06-2022;;
N-014;140130-5014;Iryna;Bondar;08-08-1998;K;UA;MID;01-05-2022;;01-05-2022;;;31-12-2022;
'''.lstrip()
EVENTS = """
Sag	Hændelse	Tidspunkt
N-001	Opfølgning	2017-06-01T10:15:00+02:00
N-001	Opfølgning	2017-07-01T22:30:00Z
N-001	Dansk henvist	2017-03-20T09:00:00+01:00
N-002	Dansk henvist	2017-04-20
N-002	Sundhed tilbudt	2017-08-30T23:59:00+02:00
N-003	Opfølgning	2017-09
N-003	Kaffe	2017-09-02
N-099	Opfølgning	2017-09-03
N-008	Test	2018-09-03
""".lstrip()


def main() -> None:
    """Write the three files."""
    (FOLDER / "nyankomne.csv").write_bytes(PEOPLE.replace("\n", "\r\n").encode("cp1252"))
    (FOLDER / "haendelser.txt").write_bytes(EVENTS.encode("utf-16"))
    _register().save(FOLDER / "register.xlsx")


def _register() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Ophold"
    sheet.append(["Udtræk af registeret (opdigtet)"])
    sheet.append([])
    sheet.append(["Person", None, "Ophold", None, None])
    sheet.append(["Sag", "Navn", "Grundlag", "Fra", "Til"])
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:E3")
    rows = [
        ("N-001", "Åse", "F1", date(2017, 3, 1), None),
        ("N-002", "Bilal", "F1", date(2017, 4, 3), date(2018, 4, 2)),
        ("N-002", "Bilal", "F4", 43193, None),
        ("N-008", "Yonas", "F1", datetime(2018, 8, 1, 0, 0), "31-12-2018"),  # noqa: DTZ001 -- as Excel keeps it
        ("N-012", "Taras", "F9", "24-02-2022", None),
        ("N-014", "Iryna", "F9", "#N/A", None),
    ]
    for row in rows:
        sheet.append(row)
    return book


if __name__ == "__main__":
    main()
