"""Which function gives the value of which rule of patterns.toml."""

from tellings.analysis.moments.clocks import clock, clock_day
from tellings.analysis.moments.dates import day_of_month, day_too, iso_date, named_day, numeric_date
from tellings.analysis.moments.days import bare_part, day_beside, day_word, next_part, overnight, part_of, part_of_day
from tellings.analysis.moments.decades import century, decade
from tellings.analysis.moments.durations import (
    day_of_week_set,
    duration,
    every,
    frequency,
    long,
    reference,
    times_per,
    vague_duration,
    window,
)
from tellings.analysis.moments.ends import q_number, year_end, year_ended
from tellings.analysis.moments.feasts import holiday
from tellings.analysis.moments.found import Resolver
from tellings.analysis.moments.named import before_last, same_unit, unit_beside, week_of
from tellings.analysis.moments.quarters import quarter, same_quarter, year_earlier
from tellings.analysis.moments.units import ago, ago_day, calendar_unit, part_century, weekend
from tellings.analysis.moments.weekdays import nth_weekday, weekday
from tellings.analysis.moments.years import month, month_of_year, season, year

RESOLVERS: dict[str, Resolver] = {
    "named-day": named_day,
    "iso-date": iso_date,
    "numeric-date": numeric_date,
    "clock-day": clock_day,
    "day-clock": clock_day,
    "clock": clock,
    "day-of-month": day_of_month,
    "day-too": day_too,
    "month-of-year": month_of_year,
    "month": month,
    "nth-weekday": nth_weekday,
    "weekday": weekday,
    "day-word": day_word,
    "overnight": overnight,
    "part-of-day": part_of_day,
    "holiday": holiday,
    "quarter": quarter,
    "same-quarter": same_quarter,
    "year-earlier": year_earlier,
    "same-unit": same_unit,
    "next-part": next_part,
    "bare-part": bare_part,
    "before-last": before_last,
    "unit-beside": unit_beside,
    "week-of": week_of,
    "part-of": part_of,
    "year-ended": year_ended,
    "year-end": year_end,
    "full-year": year_end,
    "calendar-unit": calendar_unit,
    "day-beside": day_beside,
    "part-century": part_century,
    "ago-day": ago_day,
    "ago": ago,
    "weekend": weekend,
    "decade": decade,
    "century": century,
    "season": season,
    "q-number": q_number,
    "fiscal-year": year,
    "year": year,
    "times-per": times_per,
    "every": every,
    "frequency": frequency,
    "day-of-week-set": day_of_week_set,
    "long": long,
    "window": window,
    "duration": duration,
    "vague-duration": vague_duration,
    "reference": reference,
}
