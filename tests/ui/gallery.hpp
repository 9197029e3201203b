/// Every widget of the kit once: what the tests walk over and the preview draws.
#pragma once

#include <string>

namespace gallery {

void home();     ///< cards, choices, badges, facts, bars
void form();     ///< fields, check boxes, segments, stars, a drop-down list
void showing();  ///< tables, banners, progress, empty states, a QR code, a picture
void icons();    ///< all of them
void dialog();   ///< `home` with a dialog over it
void kiosk();    ///< big targets
void typeface(); ///< every text style and tone

} // namespace gallery
