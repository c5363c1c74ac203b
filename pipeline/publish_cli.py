"""`kaohe serve` and `kaohe publish`: the site, from the server or as files."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline import logs
from pipeline.commands import data_option, explained


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="监听的端口。")
@click.option("--base-url", default="/", show_default=True, help="在反向代理之后的路径前缀，如 /kaohe/。")
@click.option("--cors", is_flag=True, help="允许别的网站的网页读 JSON。")
@click.option("--no-download", is_flag=True, help="不提供整个数据库的下载。")
@click.option("--no-sql", is_flag=True, help="不让访客自己写 SQL。")
@click.option(
    "--setting", "settings", type=(str, str), multiple=True, metavar="名称 值", help="Datasette 的其他设置。"
)
def serve(
    data: Path,
    host: str,
    port: int,
    base_url: str,
    cors: bool,
    no_download: bool,
    no_sql: bool,
    settings: tuple[tuple[str, str], ...],
) -> None:
    """用浏览器查看数据库，Ctrl-C 停止。数据库重建后，网站自动换用新的。

    例：kaohe serve --port 8002
    """
    from pipeline.layout import Layout
    from pipeline.serve import serve as serve_database

    chosen = {
        "base_url": base_url,
        **({"allow_download": "off"} if no_download else {}),
        **({"default_allow_sql": "off"} if no_sql else {}),
        **dict(settings),
    }
    with explained():
        serve_database(Layout(data).database, host, port, settings=chosen, cors=cors)


@click.command()
@data_option
@click.option(
    "--static",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="写到这个文件夹。",
)
def publish(data: Path, folder: Path) -> None:
    """把各文件、事项、责任单位的页面写成静态网页，放到任何网站上都能看。搜索和 SQL 需要 kaohe serve。

    例：kaohe publish --static public
    """
    import asyncio

    from pipeline.layout import Layout
    from pipeline.serve import check_database

    database = Layout(data).database
    with explained():
        check_database(database)
        from publishing.static_site import write_site

        written = asyncio.run(write_site(database, folder))
    logs.event(f"{folder}：写了 {written} 个文件，从 index.html 看起。")
