#include "ui/kit/style.hpp"

namespace kit::detail {

namespace {
constexpr Palette light{
    .background = rgb(0xF6F4F0),
    .surface = rgb(0xFFFFFF),
    .inset = rgb(0xEFEDE7),
    .hover = rgb(0xF4F2ED),
    .border = rgb(0xE3DFD7),
    .border_strong = rgb(0x85888C),
    .text = rgb(0x18212C),
    .muted = rgb(0x55606D),
    .accent = {rgb(0x0A656C), rgb(0xE2F1F0), rgb(0xB5DAD9), rgb(0x0B7A80)},
    .success = {rgb(0x1A6A3B), rgb(0xE4F3E9), rgb(0xB9DEC6), rgb(0x2C8A55)},
    .warning = {rgb(0x855000), rgb(0xFCF1DC), rgb(0xEBD3A4), rgb(0xBE7700)},
    .danger = {rgb(0xB3261E), rgb(0xFCEAE8), rgb(0xF0C4C0), rgb(0xC8372D)},
    .solid = rgb(0x0B6B72),
    .solid_hover = rgb(0x095E64),
    .solid_pressed = rgb(0x074C52),
    .on_solid = rgb(0xFFFFFF),
    .shadow = rgb(0x18212C),
    .scrim = rgb(0x0E151C, 120),
    .star = rgb(0xBE7C00),
    .skin = rgb(0xEFC7A4),
    .hair = rgb(0x3A3230),
    .cloth = rgb(0x5E7FA3),
};
constexpr Palette dark{
    .background = rgb(0x0F151B),
    .surface = rgb(0x182129),
    .inset = rgb(0x212C36),
    .hover = rgb(0x1E2932),
    .border = rgb(0x2B3742),
    .border_strong = rgb(0x768493),
    .text = rgb(0xE9EEF2),
    .muted = rgb(0xA7B3BF),
    .accent = {rgb(0x6CD0D0), rgb(0x133439), rgb(0x27555A), rgb(0x5CC4C5)},
    .success = {rgb(0x7FD69F), rgb(0x15321F), rgb(0x2A5639), rgb(0x66C48A)},
    .warning = {rgb(0xF2BE63), rgb(0x392A10), rgb(0x63491B), rgb(0xE0A848)},
    .danger = {rgb(0xFF9F96), rgb(0x431C1C), rgb(0x733231), rgb(0xF0837A)},
    .solid = rgb(0x62C9CA),
    .solid_hover = rgb(0x7BD8D8),
    .solid_pressed = rgb(0x4DB3B5),
    .on_solid = rgb(0x06262A),
    .shadow = rgb(0x000000),
    .scrim = rgb(0x05080B, 170),
    .star = rgb(0xF2BE63),
    .skin = rgb(0xE2B793),
    .hair = rgb(0x5A4C47),
    .cloth = rgb(0x7396BC),
};
} // namespace

const Palette& palette(bool is_dark) { return is_dark ? dark : light; }

} // namespace kit::detail
