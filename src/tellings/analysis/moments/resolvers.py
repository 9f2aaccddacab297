"""Which function gives the value of which rule of patterns.toml."""

from tellings.analysis.moments.clocks import clock, clock_day
from tellings.analysis.moments.days import (
    day_beside,
    day_of_month,
    day_word,
    holiday,
    iso_date,
    named_day,
    numeric_date,
    part_of_day,
    weekday,
)
from tellings.analysis.moments.durations import day_of_week_set, duration, every, frequency, reference, vague_duration, window
from tellings.analysis.moments.found import Resolver
from tellings.analysis.moments.quarters import quarter, same_quarter, year_earlier
from tellings.analysis.moments.units import ago, calendar_unit, weekend
from tellings.analysis.moments.years import century, decade, month, month_of_year, season, year

RESOLVERS: dict[str, Resolver] = {
    "named-day": named_day,
    "iso-date": iso_date,
    "numeric-date": numeric_date,
    "clock-day": clock_day,
    "day-clock": clock_day,
    "clock": clock,
    "day-of-month": day_of_month,
    "month-of-year": month_of_year,
    "month": month,
    "weekday": weekday,
    "day-word": day_word,
    "part-of-day": part_of_day,
    "holiday": holiday,
    "quarter": quarter,
    "same-quarter": same_quarter,
    "year-earlier": year_earlier,
    "calendar-unit": calendar_unit,
    "day-beside": day_beside,
    "ago": ago,
    "weekend": weekend,
    "decade": decade,
    "century": century,
    "season": season,
    "fiscal-year": year,
    "year": year,
    "every": every,
    "frequency": frequency,
    "day-of-week-set": day_of_week_set,
    "window": window,
    "duration": duration,
    "vague-duration": vague_duration,
    "reference": reference,
}
