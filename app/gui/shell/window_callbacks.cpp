#include "app/gui/shell/window_callbacks.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <string_view>

namespace gui {
namespace {

WindowEvents& eventsOf(GLFWwindow* window) { return *static_cast<WindowEvents*>(glfwGetWindowUserPointer(window)); }

int modsOf(int glfwMods) {
    return ((glfwMods & GLFW_MOD_SHIFT) != 0 ? kModShift : 0) | ((glfwMods & GLFW_MOD_CONTROL) != 0 ? kModCtrl : 0) |
           ((glfwMods & GLFW_MOD_ALT) != 0 ? kModAlt : 0) | ((glfwMods & GLFW_MOD_SUPER) != 0 ? kModSuper : 0);
}

/// Keys that type nothing, by position.
Key functionKey(int code) {
    if (code >= GLFW_KEY_F1 && code <= GLFW_KEY_F12) {
        return static_cast<Key>(static_cast<int>(Key::F1) + code - GLFW_KEY_F1);
    }
    switch (code) {
        case GLFW_KEY_LEFT: return Key::Left;
        case GLFW_KEY_RIGHT: return Key::Right;
        case GLFW_KEY_UP: return Key::Up;
        case GLFW_KEY_DOWN: return Key::Down;
        case GLFW_KEY_HOME: return Key::Home;
        case GLFW_KEY_END: return Key::End;
        case GLFW_KEY_PAGE_UP: return Key::PageUp;
        case GLFW_KEY_PAGE_DOWN: return Key::PageDown;
        case GLFW_KEY_INSERT: return Key::Insert;
        case GLFW_KEY_DELETE: return Key::Delete;
        case GLFW_KEY_BACKSPACE: return Key::Backspace;
        case GLFW_KEY_SPACE: return Key::Space;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return Key::Enter;
        case GLFW_KEY_ESCAPE: return Key::Escape;
        case GLFW_KEY_TAB: return Key::Tab;
        case GLFW_KEY_LEFT_SHIFT: return Key::LeftShift;
        case GLFW_KEY_RIGHT_SHIFT: return Key::RightShift;
        case GLFW_KEY_LEFT_CONTROL: return Key::LeftCtrl;
        case GLFW_KEY_RIGHT_CONTROL: return Key::RightCtrl;
        case GLFW_KEY_LEFT_ALT: return Key::LeftAlt;
        case GLFW_KEY_RIGHT_ALT: return Key::RightAlt;
        case GLFW_KEY_LEFT_SUPER: return Key::LeftSuper;
        case GLFW_KEY_RIGHT_SUPER: return Key::RightSuper;
        default: return Key::None;
    }
}

/// The key as labelled on this keyboard; where its label is no ASCII character, as labelled on an American one.
Key keyOf(int code, int scancode) {
    const Key function = functionKey(code);
    if (function != Key::None) return function;
    const char* name = glfwGetKeyName(code, scancode);
    if (name != nullptr && name[0] != '\0' && name[1] == '\0') {
        const Key labelled = keyForCharacter(static_cast<unsigned char>(name[0]));
        if (labelled != Key::None) return labelled;
    }
    if (code >= GLFW_KEY_KP_0 && code <= GLFW_KEY_KP_9) code += GLFW_KEY_0 - GLFW_KEY_KP_0;
    if (code == GLFW_KEY_KP_ADD) return Key::Plus;
    if (code == GLFW_KEY_KP_SUBTRACT) return Key::Minus;
    // The codes of printing keys are their characters.
    return code > 0 && code < 0x80 ? keyForCharacter(static_cast<char32_t>(code)) : Key::None;
}

/// What is about to be pasted must be in the typefaces before Dear ImGui measures it.
void announceClipboard(GLFWwindow* window, Key key, int mods) {
    const bool pastes = (key == Key::V && (mods & kModCtrl) != 0) || (key == Key::Insert && (mods & kModShift) != 0);
    if (!pastes) return;
    const char* text = glfwGetClipboardString(window);
    if (text != nullptr) eventsOf(window).fonts->addCharacters(text);
}

void onKey(GLFWwindow* window, int code, int scancode, int action, int glfwMods) {
    WindowEvents& events = eventsOf(window);
    const Key key = keyOf(code, scancode);
    const int mods = modsOf(glfwMods);
    if (action == GLFW_RELEASE) {
        events.input.keyReleased(key);
    } else if (action == GLFW_REPEAT) {
        events.input.keyRepeated(key, mods);
    } else {
        announceClipboard(window, key, mods);
        events.input.keyPressed(key, mods);
    }
    events.dirty = true;
}

std::string utf8Of(char32_t c) {
    const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0U | (c >> 6U)), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0U | (c >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0)};
}

void onCharacter(GLFWwindow* window, unsigned character) {
    WindowEvents& events = eventsOf(window);
    if (character >= 0x80) events.fonts->addCharacters(utf8Of(character));
    events.input.characterTyped(character);
    events.dirty = true;
}

void onMouseMove(GLFWwindow* window, double x, double y) {
    WindowEvents& events = eventsOf(window);
    int width = 0;
    int height = 0;
    int pixelsWide = 0;
    int pixelsHigh = 0;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &pixelsWide, &pixelsHigh);
    if (width <= 0 || height <= 0) return;
    events.input.mouseMoved(static_cast<float>(x * pixelsWide / width), static_cast<float>(y * pixelsHigh / height));
    events.dirty = true;
}

void onMouseButton(GLFWwindow* window, int button, int action, int) {
    WindowEvents& events = eventsOf(window);
    if (action == GLFW_PRESS) {
        events.input.buttonPressed(button);
    } else {
        events.input.buttonReleased(button);
    }
    events.dirty = true;
}

void onWheel(GLFWwindow* window, double dx, double dy) {
    WindowEvents& events = eventsOf(window);
    events.input.wheelTurned(static_cast<float>(dx), static_cast<float>(dy));
    events.dirty = true;
}

void onEnter(GLFWwindow* window, int entered) {
    WindowEvents& events = eventsOf(window);
    if (entered == GLFW_FALSE) events.input.mouseLeft();
    events.dirty = true;
}

void onFocus(GLFWwindow* window, int focused) {
    WindowEvents& events = eventsOf(window);
    events.focused = focused == GLFW_TRUE;
    if (!events.focused) events.input.focusLost();
    events.dirty = true;
}

void onDrop(GLFWwindow* window, int count, const char** paths) {
    WindowEvents& events = eventsOf(window);
    events.droppedFiles.insert(events.droppedFiles.end(), paths, paths + count);
    events.dirty = true;
}

void onClose(GLFWwindow* window) {
    glfwSetWindowShouldClose(window, GLFW_FALSE);  // Whether it closes is for the program to say.
    eventsOf(window).closeRequested = true;
    eventsOf(window).dirty = true;
}

void onRefresh(GLFWwindow* window) { eventsOf(window).dirty = eventsOf(window).exposed = true; }
void onSize(GLFWwindow* window, int, int) { onRefresh(window); }
void onScale(GLFWwindow* window, float, float) { onRefresh(window); }

}  // namespace

void installCallbacks(GLFWwindow* window, WindowEvents& events) {
    glfwSetWindowUserPointer(window, &events);
    glfwSetKeyCallback(window, onKey);
    glfwSetCharCallback(window, onCharacter);
    glfwSetCursorPosCallback(window, onMouseMove);
    glfwSetMouseButtonCallback(window, onMouseButton);
    glfwSetScrollCallback(window, onWheel);
    glfwSetCursorEnterCallback(window, onEnter);
    glfwSetWindowFocusCallback(window, onFocus);
    glfwSetDropCallback(window, onDrop);
    glfwSetWindowCloseCallback(window, onClose);
    glfwSetFramebufferSizeCallback(window, onSize);
    glfwSetWindowContentScaleCallback(window, onScale);
    glfwSetWindowRefreshCallback(window, onRefresh);
}

}  // namespace gui
