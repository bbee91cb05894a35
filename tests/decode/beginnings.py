"""The first bytes of each format, behind which anything may come."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile

_SENTENCE = "The ferry to Lindau left the pier again on Thursday, with forty passengers and a dog on board. "


def _zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, _SENTENCE)
    return file.getvalue()


def _tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        member = tarfile.TarInfo("ferry.txt")
        member.size = len(_SENTENCE)
        archive.addfile(member, io.BytesIO(_SENTENCE.encode()))
    return file.getvalue()[:1024]


def _story(title: str) -> str:
    return f"<article><h1>{title}</h1><time>3 May 2021</time>{f'<p>{_SENTENCE * 3}</p>' * 6}</article>"


_MESSAGE = (
    b"From: Ann Lee <a@post.example>\r\nTo: b@post.example\r\nSubject: Ferry\r\n"
    b"Date: Thu, 20 Feb 2020 14:03:00 +0100\r\nMessage-ID: <1@post.example>\r\n\r\n"
)
_RSS = '<?xml version="1.0"?><rss version="2.0"'
_PASTES = f"Ferry runs\n\n3 May 2021\n\n{_SENTENCE * 3}\n\n====\n\nClock strikes\n\n4 May 2021\n\n{_SENTENCE * 3}\n"
_EXPORT = "1 of 2 DOCUMENTS\n\nFerry\n\nLENGTH: 5 words\n\nIt runs.\n\n2 of 2 DOCUMENTS\n\nClock\n\nIt strikes.\n"

BEGINNINGS: dict[str, bytes] = {
    "nothing": b"",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    "Zstandard": b"\x28\xb5\x2f\xfd",
    "bzip2": bz2.compress(_SENTENCE.encode()),
    "XZ": lzma.compress(_SENTENCE.encode()),
    "ZIP": b"PK\x03\x04",
    "a whole ZIP archive": _zipped("ferry.txt"),
    "DOCX": _zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "WACZ": _zipped("datapackage.json", "archive/data.warc.gz"),
    "tar": _tarred(),
    "WARC": b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n",
    "ARC": b"filedesc://ferry.arc 0.0.0.0 20200220140300 text/plain 77\n1 0 Archive\n",
    "PDF": b"%PDF-1.7\n1 0 obj\n",
    "MHTML": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n",
    "mail": _MESSAGE,
    "mbox": b"From a@post.example Thu Feb 20 14:03:00 2020\n" + _MESSAGE.replace(b"\r\n", b"\n"),
    "JSON object": b'{"title": "Ferry", "text": ',
    "JSON list": b'[{"title": "Ferry"}, {"title": "Clock"}]',
    "NewsAPI": b'{"status": "ok", "articles": [{"title": "Ferry", "content": "It runs."}, ',
    "JSON Lines": b'{"title": "Ferry", "text": "It runs."}\n{"title": "Clock", "text": ',
    "JSON Feed": b'{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1"}]}',
    "ninjs": b'{"uri": "urn:ferry", "versioncreated": "2020-02-20T14:03:00Z", "urgency": 4, "body_text": "It runs."}',
    "CSV": b"title,date,text\nFerry,2020-02-20,It runs.\nClock,",
    "TSV": b"title\tdate\ttext\nFerry\t2020-02-20\tIt runs.\nClock\t",
    "Markdown": b"---\ntitle: Ferry\n---\n",
    "Markdown with TOML": b"+++\ntitle = 'Ferry'\n+++\n",
    "XML": b'<?xml version="1.0"?>\n<',
    "RSS": f"{_RSS}><channel><title>Post</title><item><title>Ferry</title>".encode(),
    "WordPress": (
        f'{_RSS} xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item>'
    ).encode(),
    "Atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ferry</title>',
    "NewsML-G2": b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="a">',
    "NewsML 1": b"<NewsML><NewsEnvelope/><NewsItem><NewsComponent>",
    "NITF": b"<nitf><body><body.head><hedline><hl1>Ferry</hl1></hedline>",
    "trafilatura's XML": b'<doc title="Ferry" author="Ann Lee"><main><head rend="h2">Ferry</head><p>It runs.',
    "trafilatura's TEI": (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><application ident="Trafilatura"/>'
        b'</encodingDesc></teiHeader><text><body><div type="entry"><p>It runs.</p></div></body></text></TEI>'
    ),
    "HTML": b"<!DOCTYPE html><html><body><article><h1>Ferry</h1>",
    "HTML of two stories": f"<!DOCTYPE html><html><body>{_story('Ferry runs')}{_story('Clock strikes')}".encode(),
    "JSON-LD": b'<html><script type="application/ld+json">{"@type": "NewsArticle", "headline": ',
    "UTF-8": b"\xef\xbb\xbf",
    "UTF-16": b"\xff\xfe",
    "UTF-16, high byte first": b"\xfe\xff",
    "UTF-32": b"\xff\xfe\x00\x00",
    "ISO-2022-JP": b"\x1b$B",
    "a database's export": _EXPORT.encode(),
    "Factiva": b"HD\nFerry\nWC\n5 words\nPD\n3 May 2021\nLP\n",
    "several pastes": _PASTES.encode(),
    "several pastes in UTF-16": _PASTES.encode("utf-16"),
}
