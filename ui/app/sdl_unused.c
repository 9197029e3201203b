/* Parts of SDL and EGL that the page never uses, answered here so that the linker leaves the real ones out: surfaces
   are never blitted (everything is drawn by WebGL), there are no game controllers, and GL functions are linked by name
   rather than looked up — the look-up table alone would keep every GL function there is. Saves a third of the download.
 */
#include <EGL/egl.h>
#include <SDL.h>

int SDL_CalculateBlit(SDL_Surface* surface);
int SDL_RLESurface(SDL_Surface* surface);
void SDL_UnRLESurface(SDL_Surface* surface, int recode);

int SDL_CalculateBlit(SDL_Surface* surface) {
  (void)surface;
  return SDL_SetError("the page does not blit");
}

int SDL_RLESurface(SDL_Surface* surface) {
  (void)surface;
  return -1;
}

void SDL_UnRLESurface(SDL_Surface* surface, int recode) {
  (void)surface;
  (void)recode;
}

int SDL_SaveBMP_RW(SDL_Surface* surface, SDL_RWops* file, int close) {
  (void)surface;
  (void)file;
  (void)close;
  return SDL_SetError("the page does not save pictures");
}

int SDL_NumJoysticks(void) { return 0; }

SDL_bool SDL_IsGameController(int index) {
  (void)index;
  return SDL_FALSE;
}

SDL_GameController* SDL_GameControllerOpen(int index) {
  (void)index;
  return NULL;
}

void SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }

Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
  (void)controller;
  (void)axis;
  return 0;
}

Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
  (void)controller;
  (void)button;
  return 0;
}

__eglMustCastToProperFunctionPointerType eglGetProcAddress(const char* name) {
  (void)name;
  return NULL;
}
