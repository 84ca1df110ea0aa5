"""Working days counted by an independent calendar package (chinesecalendar on PyPI).

Reads lines `DATE COUNT` and writes, for each, the COUNT-th working day after the date (before it,
when negative), or `-` where a year is needed that the range given does not hold. Then, for every
date of the range, one line `DATE 1` or `DATE 0`: worked or not.

Usage: workdays.py FIRST-YEAR LAST-YEAR < pairs
Exit 69: the package is not installed.
"""

import datetime
import functools
import sys

try:
    import chinese_calendar
except ImportError:
    sys.exit(69)

DAY = datetime.timedelta(days=1)


@functools.cache
def is_worked(day):
    return int(chinese_calendar.is_workday(day))


def counted(day, count, first, last):
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        if not first <= day <= last:
            return "-"
        left -= is_worked(day)
    return day.isoformat()


def main():
    first = datetime.date(int(sys.argv[1]), 1, 1)
    last = datetime.date(int(sys.argv[2]), 12, 31)
    for line in sys.stdin:
        text, count = line.split()
        print(counted(datetime.date.fromisoformat(text), int(count), first, last))
    day = first
    while day <= last:
        print(day.isoformat(), is_worked(day))
        day += DAY


main()
