// What a frame of plain Dear ImGui costs on this machine: a fixed load of 16,000 vertices, a third of it text, with
// GLFW's and OpenGL's back ends as they come. tests/measure_frames.sh measures the program's own frames against it, so
// that a slow hour of a shared machine is not taken for a slow program. Needs a display. Prints "MEDIAN P99 VERTICES",
// times in milliseconds of this thread's CPU.

#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "tests/bench/report.h"

namespace {

constexpr int kFrames = 150;
constexpr int kWarmUp = 20;
constexpr float kTurn = 6.2831853F;
constexpr ImU32 kInk = IM_COL32(32, 36, 40, 255);
constexpr ImU32 kBlue = IM_COL32(112, 168, 220, 255);
constexpr ImU32 kPale = IM_COL32(200, 196, 188, 255);

ImVec2 onRing(float share) { return ImVec2(280 + 180 * std::cos(share * kTurn), 330 + 180 * std::sin(share * kTurn)); }

void drawServers(ImDrawList& list, int frame) {
    for (int i = 0; i < 5; ++i) {
        const ImVec2 at = onRing(static_cast<float>(i) / 5);
        list.AddCircleFilled(at, 36, kBlue, 40);
        list.AddCircle(at, 36, kInk, 40, 1.5F);
        list.PathArcTo(at, 42, 0, kTurn * static_cast<float>((frame + 20 * i) % 100) / 100, 40);
        list.PathStroke(kInk, 0, 2.5F);
        list.AddText(ImVec2(at.x - 8, at.y - 7), kInk, "S1 leads");
    }
    for (int i = 0; i < 20; ++i) {
        const float way = static_cast<float>((frame + 7 * i) % 60) / 60;
        const ImVec2 from = onRing(static_cast<float>(i) / 5);
        const ImVec2 to = onRing(static_cast<float>(i * 3 + 1) / 5);
        const ImVec2 at(from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way);
        list.AddCircleFilled(at, 7, kBlue);
        list.AddCircle(at, 7, kInk);
        list.AddText(ImVec2(at.x + 9, at.y - 6), kInk, "term 3");
    }
}

void drawCells(ImDrawList& list) {
    for (int row = 0; row < 5; ++row) {
        for (int column = 0; column < 20; ++column) {
            const ImVec2 from(600 + 32 * static_cast<float>(column), 60 + 36 * static_cast<float>(row));
            const ImVec2 to(from.x + 28, from.y + 30);
            list.AddRectFilled(from, to, kBlue, 5);
            list.AddRect(from, to, kInk, 5);
            list.AddText(ImVec2(from.x + 5, from.y + 8), kInk, "x=3");
        }
    }
}

void drawLines(ImDrawList& list) {
    for (int i = 0; i < 350; ++i) {
        const float x = 30 + 3.5F * static_cast<float>(i);
        list.AddLine(ImVec2(x, 640), ImVec2(x + 20, 660 + static_cast<float>(i * 37 % 90)), kPale);
    }
    for (int line = 0; line < 16; ++line) {
        list.AddText(ImVec2(600, 270 + 20 * static_cast<float>(line)), kInk,
                     "S4 learned from S1 that everything up to index 19 is committed");
    }
}

/// One frame; returns its milliseconds.
double frameMs(GLFWwindow* window, int frame) {
    const double start = bench::cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    glfwPollEvents();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    drawServers(list, frame);
    drawCells(list);
    drawLines(list);
    ImGui::Render();
    glViewport(0, 0, 1280, 800);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window);
    return (bench::cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - start) * 1e3;
}

}  // namespace

int main() {
    if (glfwInit() != GLFW_TRUE) {
        std::fputs("no display\n", stderr);
        return 2;
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    GLFWwindow* window = glfwCreateWindow(1280, 800, "yardstick", nullptr, nullptr);
    if (window == nullptr) {
        std::fputs("no OpenGL 3.3\n", stderr);
        return 2;
    }
    glfwMakeContextCurrent(window);
    if (gladLoadGL(glfwGetProcAddress) == 0) return 2;
    glfwSwapInterval(0);
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    std::vector<double> times;
    for (int frame = 0; frame < kWarmUp + kFrames; ++frame) {
        const double ms = frameMs(window, frame);
        if (frame >= kWarmUp) times.push_back(ms);
    }
    std::sort(times.begin(), times.end());
    std::printf("%.2f %.2f %d\n", times[times.size() / 2], times[times.size() * 99 / 100],
                ImGui::GetDrawData()->TotalVtxCount);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window);
    glfwTerminate();
    return 0;
}
