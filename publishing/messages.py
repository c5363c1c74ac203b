"""What Datasette and SQLite say in English, in the visitor's language and with a hint."""

from __future__ import annotations

import re

from publishing.language import current

TOO_SLOW = ("查询太慢，已停止。请加条件缩小范围，或用 limit 少取几行。",
            "The query took too long and was stopped. Narrow it down, or take fewer rows with limit.")  # fmt: skip

MESSAGES = (
    (r"SQL query took too long|^interrupted$", *TOO_SLOW),
    (r"^Database not found$|^Invalid database$", "网址写错了，或这一页已经没有了。",
     "The address is mistaken, or the page is gone."),
    (r"^Table not found$", "没有这个数据表。表名见“数据”页。", "There is no such table. The data page lists them."),
    (r"^Record not found", "表中没有这一行。", "The table has no such row."),
    (r"^Statement must be a SELECT$", "只能写一条以 select、with 或 explain 开头的查询，不能改动数据。",
     "Only one query that begins with select, with or explain; nothing can be changed."),
    (r"disallowed PRAGMA", "查询中不能用 PRAGMA 语句。表的栏目可用 pragma_table_info() 查看。",
     "PRAGMA statements are not allowed. pragma_table_info() shows a table's columns."),
    (r"^Cannot sort table by (?P<name>.+)$", "不能按“{name}”排序：表中没有这个栏目。栏目见表下的“栏目说明”。",
     "Cannot sort by “{name}”: the table has no such column. See the columns below the table."),
    (r"^Cannot use _sort and _sort_desc", "升序和降序只能选一个。", "Either ascending or descending, not both."),
    (r"^_(?:no)?col=(?P<name>.+) - invalid columns$", "没有这些栏目，或不能隐藏：{name}。",
     "No such columns, or not to be hidden: {name}."),
    (r"^_size must be <= (?P<most>\d+)$", "一页最多 {most} 行。", "A page has at most {most} rows."),
    (r"^_size must be", "每页行数应是整数，或 max。", "The number of rows is a whole number, or max."),
    (r"^_(?P<name>where|facet)= is not allowed$", "本站不允许用 _{name}。", "_{name} is not allowed here."),
    (r"^Cannot search by that column$", "不能在这个栏目中查找。", "This column cannot be searched."),
    (r"^Invalid _through", "_through 所指的表与本表没有关系。",
     "_through names a table without a relation to this one."),
    (r"^CSV streaming is disabled$|^_next not allowed for CSV", "不能这样导出 CSV。",
     "CSV cannot be exported like this."),
    (r"download", "本站不提供整个数据库的下载。", "The database cannot be downloaded here."),
    (r"permission", "没有查看的权限。", "You may not see this."),
    (r"^no such column: (?P<name>.+)$", "没有栏目“{name}”。文字的值要用单引号。",
     "No such column: {name}. Texts stand in single quotes."),
    (r"^no such table: (?P<name>.+)$", "没有数据表“{name}”。表名见“数据”页。",
     "No such table: {name}. The data page lists them."),
    (r"^no such function: (?P<name>.+)$", "没有函数“{name}”。", "No such function: {name}."),
    (r"^ambiguous column name: (?P<name>.+)$", "几个表都有栏目“{name}”，请写成“表名.{name}”。",
     "Several tables have a column {name}: write “table.{name}”."),
    (r'^near "(?P<name>.*)": syntax error$', "SQL 在“{name}”附近有语法错误。", "Syntax error near “{name}”."),
    (r"null character", "查询中有不能用的字符。", "The query has a character that cannot be used."),
    (r"^incomplete input$", "SQL 没有写完。", "The SQL is not complete."),
    (r"^unrecognized token: (?P<name>.+)$", "SQL 中有不认识的符号 {name}。", "Unknown symbol in the SQL: {name}."),
    (r"^wrong number of arguments to function (?P<name>\w+)", "函数“{name}”的参数个数不对。",
     "Wrong number of arguments to {name}."),
    (r"^You can only execute one statement", "一次只能写一条查询。", "Only one query at a time."),
    (r"readonly|authorized|prohibited", "数据库是只读的，不能这样用。",
     "The database is read-only; this is not allowed."),
    (r"^malformed JSON$|JSON", "JSON 写得不对。", "The JSON is malformed."),
)  # fmt: skip
"""Pattern, Chinese, English; `{names}` are what the pattern's groups of that name found."""

OTHERWISE = "请求有误：{message}"


def in_words(message: object) -> str:
    """A message of Datasette's or SQLite's in the visitor's language; one that is not known, as it is."""
    text = str(message).strip()
    for pattern, chinese, english in MESSAGES:
        found = re.search(pattern, text)
        if found:
            return (english if current() == "en" else chinese).format(**found.groupdict())
    plain = re.sub(r"<[^>]*>", " ", text)[:500]
    return (
        plain if current() == "en" or re.search("[\u4e00-\u9fff]", plain) else OTHERWISE.format(message=plain)
    )
