"""The settings of this site. What each means: docs/settings.md."""

from backfile.press import Press

PELICAN_CLASS = Press

SITENAME = "Backfile"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
OUTLETS = {
    # The newspapers of the samples; replace them by those that you hold.
    "Courier": {"name": "Harbour Courier", "domains": ["harbourcourier.example"]},
    "Ledger": {"name": "Tri-County Ledger", "domains": ["tricountyledger.example"]},
    "Morgenanzeiger": {"name": "Morgenanzeiger", "domains": ["morgenanzeiger.example"]},
    "La Vigie": {"name": "La Vigie", "domains": ["lavigie.example"]},
    "El Semáforo": {"name": "El Semáforo", "domains": ["elsemaforo.example"]},
    "المنارة": {"name": "المنارة", "domains": ["almanara.example"]},
    "江城日报": {"name": "江城日报", "domains": ["jiangchengribao.example"]},
}
