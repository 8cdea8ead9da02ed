"""The engines that run the queries, with the same views and the same text: DuckDB, and Spark."""

import importlib
import sys

from tables import COMMITS, OWNERS, query


def import_or_explain(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        sys.exit(f"there is no {name} for {sys.executable}: python3 -m venv build/fleet && build/fleet/bin/pip install "
                 "-r scripts/fleet/requirements.txt, and then begin the command with build/fleet/bin/python")


class DuckDb:
    """In this process, on all cores of this machine."""

    def __init__(self, folder):
        self.connection = import_or_explain("duckdb").connect()
        self.connection.execute(f"CREATE VIEW findings AS SELECT * FROM read_parquet('{folder}/parquet/*/*.parquet', "
                                "hive_partitioning = true, hive_types = {'month': 'VARCHAR'})")
        for name, columns in (("commits", COMMITS), ("owners", OWNERS)):
            self.connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_csv('{folder}/{name}.csv', header = true, "
                                    f"columns = {columns})")

    def run(self, name):
        """The names of the columns, and the rows."""
        result = self.connection.execute(query(name))
        return [column[0] for column in result.description], result.fetchall()


class Spark:
    """In a JVM beside this process, or on a cluster: the master says which."""

    def __init__(self, folder, master="local[*]"):
        import_or_explain("pyspark")
        from pyspark.sql import SparkSession  # pylint: disable=import-outside-toplevel

        # In memory the rows are some fifty times what Parquet makes of them; by the size of the files alone Spark would
        # take the largest table for one to hand whole to every worker. The month stays a text.
        self.session = (SparkSession.builder.master(master).appName("goescape fleet")
                        .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
                        .config("spark.log.level", "ERROR").config("spark.sql.shuffle.partitions", "8")
                        .config("spark.sql.sources.fileCompressionFactor", "50")
                        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false").getOrCreate())
        self.session.read.parquet(f"{folder}/parquet").createOrReplaceTempView("findings")
        for name, columns in (("commits", COMMITS), ("owners", OWNERS)):
            types = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            self.session.read.csv(f"{folder}/{name}.csv", header=True, schema=types).createOrReplaceTempView(name)

    def run(self, name):
        """The names of the columns, and the rows."""
        frame = self.session.sql(query(name))
        return frame.columns, [tuple(row) for row in frame.collect()]


def engine(name, folder, master):
    return DuckDb(folder) if name == "duckdb" else Spark(folder, master)
