"""The peers of the bench. `peers.py database FACTS CORRECTIONS SERVICES FILE` makes the database that Datasette reads;
`peers.py chart FILE SVG|PNG SECONDS` draws charts of eight towns with matplotlib and prints how many a second."""

import csv
import io
import sqlite3
import sys
import time


def database(facts, corrections, services, file):
    db = sqlite3.connect(file)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute(
        "CREATE TABLE observation (ags TEXT, indicator TEXT, date TEXT, value REAL, PRIMARY KEY (ags, indicator, date))"
    )
    for name in (facts, corrections):
        with open(name, encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            next(rows)
            db.executemany(
                "INSERT OR REPLACE INTO observation VALUES (?, ?, ?, ?)",
                ((row[0], row[1], row[2], float(row[5])) for row in rows),
            )
    db.execute(
        "CREATE TABLE status (ags TEXT, service TEXT, date TEXT, stage TEXT, PRIMARY KEY (ags, service, date))"
    )
    with open(services, encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        db.executemany(
            "INSERT OR REPLACE INTO status VALUES (?, ?, ?, ?)", ((row[0], row[1], row[2], row[5]) for row in rows)
        )
    db.execute("CREATE INDEX by_stage ON status (service, stage)")
    db.execute("CREATE INDEX by_value ON observation (indicator, date, value)")
    db.commit()


def chart(file, form, seconds):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    db = sqlite3.connect(file)
    indicator = db.execute("SELECT indicator FROM observation LIMIT 1").fetchone()[0]
    keys = [row[0] for row in db.execute("SELECT DISTINCT ags FROM observation LIMIT 8")]
    drawn, start = 0, time.monotonic()
    while time.monotonic() - start < seconds:
        figure, axes = plt.subplots(figsize=(9, 5))
        for key in keys:
            rows = db.execute(
                "SELECT value FROM observation WHERE ags = ? AND indicator = ? ORDER BY date", (key, indicator)
            ).fetchall()
            axes.plot(range(len(rows)), [row[0] for row in rows], label=key)
        axes.legend()
        figure.savefig(io.BytesIO(), format=form.lower())
        plt.close(figure)
        drawn += 1
    print(drawn / (time.monotonic() - start))


if sys.argv[1] == "database":
    database(*sys.argv[2:])
else:
    chart(sys.argv[2], sys.argv[3], float(sys.argv[4]))
