"""
10,000 people follow a topic by mail, and somebody answers in it five times: `python -m benchmarks.forum_subscribers`.

Expected: each answer is taken within 300 ms, while the mails of the one before are being queued and sent; each person
gets one mail for each answer, neither two nor none. `PEOPLE=1000 ONLY=sqlite …` makes a shorter run.
"""

import os
import sys
import time

from .forum_authors import BUDGET, PREPARE, Author
from .serving import databases, run_python, site
from .table import print_table

PEOPLE = int(os.environ.get("PEOPLE", "10000"))
ANSWERS = 5
THINKING = 4.0  # seconds: a message written in less than 3 s waits for the team, and is announced to nobody yet

SUBSCRIBE = """
from accounts.models import User
from forum.models import Subscription, Topic
topic = Topic.objects.get(slug="bench-0")
people = [User(email=f"p{{number}}@example.org", password="!") for number in range({people})]
User.objects.bulk_create(people, batch_size=500)
Subscription.objects.bulk_create([Subscription(user=one, topic=topic) for one in people], batch_size=500)
"""
COUNT = """
from mail.models import OutgoingMail
mails = OutgoingMail.objects.filter(key__startswith="post-")
print(mails.count(), mails.exclude(sent_at=None).count())
"""


def main() -> int:
    rows, right = [], True
    with databases(os.environ.get("ONLY", "")) as kinds:
        for name, database in kinds.items():
            with site(database, "benchmarks.forum_settings") as served:
                session, topic = run_python(served.environment, PREPARE.format(authors=1))
                run_python(served.environment, SUBSCRIBE.format(people=PEOPLE))
                author = Author(session, topic, served.port, (THINKING, THINKING))
                started = time.monotonic()
                author.write_until(started + THINKING * (ANSWERS + 1))
                queued, sent = _wait_for_mails(served.environment, PEOPLE * len(author.sent))
                seconds = time.monotonic() - started
            expected = PEOPLE * len(author.sent)
            slowest = max(author.writing)
            right = right and queued == sent == expected and slowest <= BUDGET and not author.errors
            rows.append(
                [name, len(author.sent), f"{slowest * 1000:.0f} ms", expected, queued, sent, f"{seconds:.0f} s"]
            )
    head = ["database", "answers", "slowest", "mails expected", "queued", "sent", "all sent after"]
    print_table(f"{PEOPLE} people follow a topic (an answer: {BUDGET * 1000:.0f} ms at most)", head, rows)
    return 0 if right else 1


def _wait_for_mails(environment: dict[str, str], expected: int) -> tuple[int, int]:
    """How many mails are queued and sent, once all are or once nothing moves any more."""
    before = (-1, -1)
    while True:
        queued, sent = map(int, run_python(environment, COUNT))
        if sent >= expected or (queued, sent) == before:
            return queued, sent
        before = (queued, sent)
        time.sleep(10)


if __name__ == "__main__":
    sys.exit(main())
