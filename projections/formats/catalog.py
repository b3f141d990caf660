"""The description of a published folder of tables as DCAT (W3C), in JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projections.tables.dictionary import Described

FILE = "dcat.jsonld"

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

MEDIA = "https://www.iana.org/assignments/media-types/"


def dcat(of: Described, files: Mapping[str, str]) -> dict[str, Any]:
    """The dataset and its files; files: from the name of each to what it holds.

    Addresses are relative to where the folder is published.
    """
    return {
        "@context": CONTEXT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:title": of.title,
        "dct:identifier": of.root,
        "dct:issued": {"@value": of.recorded_at, "@type": "xsd:dateTime"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:endDate": {"@value": of.as_of, "@type": "xsd:date"},
        },
        "dct:language": list(of.languages),
        "dcat:distribution": [
            {
                "@id": name,
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dct:description": meaning,
                "dcat:downloadURL": {"@id": name},
                "dcat:mediaType": {"@id": f"{MEDIA}text/csv"},
            }
            for name, meaning in files.items()
        ],
    }
