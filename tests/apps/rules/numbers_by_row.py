"""What the rows of the table of obligations say, written down once more by hand.

Each parameter of the law: its row and its number, by the first day of each value.
"""

from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language import NotKnown

UNKNOWN = NotKnown.NOT_KNOWN
BY_ROW = {
    "contract_deadline": {
        date(2012, 1, 1): ("OB-2012-03", UNKNOWN),
        date(2016, 7, 1): ("OB-2019-03", Duration(months=1)),
        date(2025, 1, 1): ("OB-2025-03", None),
    },
    "danish_referral_deadline": {date(2016, 7, 1): ("OB-2019-04", Duration(months=1))},
    "first_company_offer_aim": {date(2016, 7, 1): ("OB-2016-02", Duration(days=14))},
    "first_company_offer_deadline": {date(2016, 7, 1): ("OB-2016-03", Duration(months=1))},
    "health_offer_deadline": {
        date(2013, 7, 1): ("OB-2013-04", UNKNOWN),
        date(2016, 7, 1): ("OB-2019-07", Duration(months=6)),
    },
    "follow_ups_needed": {date(2020, 1, 1): ("OB-2019-09", 4)},
    "follow_up_period": {date(2020, 1, 1): ("OB-2019-09", Duration(months=6))},
    "follow_up_interval_in_work": {date(2020, 1, 1): ("OB-2019-10", Duration(months=12))},
    "follow_up_after_birth": {date(2020, 1, 1): ("OB-2019-11", Duration(months=6))},
    "control_talk_deadline": {date(2019, 7, 1): ("OB-2019-14", Duration(days=7))},
    "abroad_talk_interval": {date(2019, 7, 1): ("OB-2019-14", Duration(days=14))},
    "abroad_talk_period": {date(2019, 7, 1): ("OB-2019-14", Duration(months=3))},
    "offer_or_order_deadline": {date(2019, 7, 1): ("OB-2019-15", Duration(days=14))},
    "handover_talk_before": {date(2013, 6, 21): ("", None)},
    "home_ready_before": {date(2013, 6, 21): ("", None)},
    "programme_longest": {
        date(2012, 1, 1): ("OB-2012-01", Duration(years=3)),
        date(2013, 7, 1): ("OB-2013-05", Duration(years=3)),
        date(2016, 7, 1): ("OB-2016-05", Duration(years=5)),
    },
    "programme_start_deadline": {date(2013, 7, 1): ("OB-2013-05", Duration(months=1))},
    "programme_aim": {date(2016, 7, 1): ("OB-2016-05", Duration(years=1))},
    "introduction_period_aim": {date(2013, 6, 21): ("OB-REC-02", Duration(years=1))},
    "integration_plan_deadline": {date(2013, 7, 1): ("OB-2013-01", Duration(months=3))},
    "danish_right": {
        date(2010, 1, 1): ("OB-2012-02", Duration(years=3)),
        date(2014, 1, 1): ("OB-2013-06", Duration(years=5)),
        date(2017, 1, 1): ("OB-2019-05", Duration(years=5)),
    },
    "company_effort_gap": {date(2016, 7, 1): ("OB-2016-04", UNKNOWN)},
    "declaration_deadline": {date(2019, 3, 1): ("OB-2019-02", Duration(days=0))},
    "special_upskilling_longest": {date(2017, 1, 1): ("OB-2019-17", Duration(months=3))},
    "training_internship_longest": {date(2017, 1, 1): ("OB-2019-17", Duration(months=1))},
    "work_duty_minutes": {date(2025, 1, 1): ("OB-2025-04", UNKNOWN)},
    "job_or_practice_aim": {date(2013, 6, 21): ("OB-REC-01", Duration(months=6))},
}
